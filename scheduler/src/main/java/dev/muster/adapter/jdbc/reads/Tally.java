package dev.muster.adapter.jdbc.reads;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.adapter.jdbc.ground.Json;

import org.jdbi.v3.core.Handle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/// How many blocking tasks of proposed commits stand how.
final class Tally {

    private int passed;
    private int failed;
    private int open;
    private int cancelled;
    private int advisory;

    private Tally() {}

    /// The tallies of a query that gives `line`, `sha`, `status`, `blocking` and `number`.
    public static Map<String, Tally> read(Handle handle, String query, long repository) {
        var tallies = new HashMap<String, Tally>();
        handle.createQuery(query)
                .bind("repository", repository)
                .map(
                        (row, _) -> {
                            var key = key(row.getString("line"), row.getString("sha"));
                            tallies.computeIfAbsent(key, _ -> new Tally()).add(row);
                            return key;
                        })
                .list();
        return tallies;
    }

    static String key(String line, String sha) {
        return line + " " + sha;
    }

    private void add(ResultSet row) throws SQLException {
        var number = row.getInt("number");
        if (!row.getBoolean("blocking")) {
            advisory += number;
            return;
        }
        switch (row.getString("status")) {
            case "waiting", "queued", "dispatched", "running" -> open += number;
            case "failed", "timed_out", "infra_failure" -> failed += number;
            case "cancelled" -> cancelled += number;
            default -> passed += number;
        }
    }

    public static ObjectNode document(Map<String, Tally> tallies, String line, String sha) {
        var tally = tallies.getOrDefault(key(line, sha), new Tally());
        return Json.object()
                .put("passed", tally.passed)
                .put("failed", tally.failed)
                .put("open", tally.open)
                .put("cancelled", tally.cancelled)
                .put("advisory", tally.advisory);
    }
}
