package dev.muster.adapter.jdbc.backfill;

import dev.muster.adapter.jdbc.ground.Rows;
import dev.muster.config.model.CiConfig;
import dev.muster.core.backfill.Column.Traits;
import dev.muster.core.stability.StabilityPolicy;
import dev.muster.plan.RepoSettings;
import dev.muster.plan.Scheduling;
import dev.muster.plan.SchedulingPolicy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What holds for all tasks of a target: what its configuration says, and how it went.
final class TraitsOf {

    /// A promotion is about to be decided when so few clean runs are missing.
    private static final int NEARLY = 10;

    /// What is assumed of a target of which little is known: so many runs of which so many flaked.
    private static final double ASSUMED_RUNS = 100;

    private static final double ASSUMED_FLAKES = 1;

    private final Map<String, Scheduling> declared = new HashMap<>();
    private final Map<String, Duration> times;

    TraitsOf(RepoSettings settings, List<CiConfig> configs, Map<String, Duration> times) {
        this.times = times;
        for (var config : configs) {
            for (var target : config.targets()) {
                if (!target.external()) {
                    declared.putIfAbsent(
                            target.name().value(), Scheduling.of(settings, config, target));
                }
            }
        }
    }

    /// @param row with the columns bringup, streak_runs, flakes, runs, wanted_runs
    Traits of(String target, ResultSet row) throws SQLException {
        var scheduling = declared.get(target);
        return new Traits(
                scheduling == null ? SchedulingPolicy.BATCH : scheduling.policy(),
                scheduling == null ? Traits.USUAL.batch() : scheduling.batchSize(),
                scheduling != null && scheduling.backfill(),
                row.getBoolean("bringup") && isNearlyProven(row),
                (row.getDouble("flakes") + ASSUMED_FLAKES) / (row.getDouble("runs") + ASSUMED_RUNS),
                times.getOrDefault(target, Traits.USUAL.typical()));
    }

    private static boolean isNearlyProven(ResultSet row) throws SQLException {
        var own = Rows.number(row, "wanted_runs");
        var wanted = own == null ? StabilityPolicy.DEFAULT.promotionRuns() : own;
        var missing = wanted - row.getInt("streak_runs");
        return missing > 0 && missing <= NEARLY;
    }
}
