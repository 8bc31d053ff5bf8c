package dev.muster.adapter.jdbc.stability;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.adapter.jdbc.ground.Json;
import dev.muster.core.stability.Interval;

import java.sql.ResultSet;
import java.sql.SQLException;

/// The figures of a row of `target_stability` as a document, the same wherever they are shown.
final class StabilityFigures {

    private StabilityFigures() {}

    static ObjectNode of(ResultSet row) throws SQLException {
        var flakes = row.getDouble("flakes");
        var runs = row.getDouble("runs");
        var interval = Interval.of(flakes, runs);
        var document =
                Json.object()
                        .put("verdicts", row.getInt("verdicts"))
                        .put("passed", row.getInt("passed"))
                        .put("failed", row.getInt("failed"))
                        .put("flaky", row.getInt("flaky"))
                        .put("cleanRuns", row.getInt("streak_runs"))
                        .put("cleanCommits", row.getInt("streak_commits"))
                        .put("wantedRuns", row.getInt("wanted_runs"))
                        .put("failedInRow", row.getInt("failed_in_row"))
                        .put("flakeRate", runs == 0 ? 0 : rounded(flakes / runs))
                        .put("tolerated", row.getDouble("tolerated"))
                        .put("confidence", rounded(row.getDouble("confidence")));
        document.putObject("interval")
                .put("low", rounded(interval.low()))
                .put("high", rounded(interval.high()));
        return document;
    }

    static double rounded(double value) {
        return Math.round(value * 1e6) / 1e6;
    }
}
