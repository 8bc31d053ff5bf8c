package dev.muster.adapter.jdbc.stability;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.adapter.jdbc.ground.BranchKey;
import dev.muster.adapter.jdbc.ground.Json;
import dev.muster.adapter.jdbc.ground.Rows;
import dev.muster.core.ci.Line;

import org.jdbi.v3.core.Handle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/// What failed in the same way of late, as a document: on a branch and on what is proposed for it.
final class FailureDocument {

    private static final Duration LATE = Duration.ofDays(7);

    /// A week in which more fails is told by its newest part.
    private static final int MOST_FAILURES = 2_000;

    private static final int MOST_GROUPS = 50;
    private static final int MOST_NAMES = 20;

    private FailureDocument() {}

    /// Failures with the same signature, those first that came up most often.
    static ObjectNode of(Handle handle, BranchKey branch, Instant now) {
        var groups = new LinkedHashMap<String, Group>();
        branch
                .bind(
                        handle.createQuery(
                                """
                                select f.*, l.sha from failure f
                                join landed_commit l on l.repository_id = f.repository_id
                                    and l.branch = f.branch and l.position = f.position
                                where f.repository_id = :repository and f.at > :since
                                order by f.at desc, f.task_id, f.number desc limit :most
                                """))
                .bind("since", now.minus(LATE))
                .bind("most", MOST_FAILURES)
                .map((row, _) -> One.of(row))
                .stream()
                .filter(it -> Line.of(it.line()).base().equals(branch.name()))
                .forEach(it -> groups.computeIfAbsent(it.signature(), _ -> new Group(it)).add(it));
        var document =
                Json.object().put("repo", branch.slug().toString()).put("branch", branch.name());
        document.put("since", now.minus(LATE).toString());
        document.set("groups", groups(groups));
        return document;
    }

    private static ArrayNode groups(Map<String, Group> groups) {
        var list = Json.array();
        groups.values().stream()
                .sorted((one, other) -> Integer.compare(other.count, one.count))
                .limit(MOST_GROUPS)
                .map(Group::document)
                .forEach(list::add);
        return list;
    }

    private record One(
            String task, String line, String target, String signature, String sha, Instant at) {

        static One of(ResultSet row) throws SQLException {
            return new One(
                    row.getString("task_id"),
                    row.getString("branch"),
                    row.getString("target"),
                    row.getString("signature"),
                    row.getString("sha"),
                    Rows.time(row, "at"));
        }
    }

    /// Failures with the same signature.
    private static final class Group {
        private final One newest;
        private final TreeSet<String> targets = new TreeSet<>();
        private final TreeSet<Integer> pulls = new TreeSet<>();
        private Instant first;
        private int count;
        private int landed;

        Group(One newest) {
            this.newest = newest;
            this.first = newest.at();
        }

        void add(One one) {
            count++;
            targets.add(one.target());
            first = one.at();
            switch (Line.of(one.line())) {
                case Line.Pull(var number, _) -> pulls.add(number);
                case Line.Branch _ -> landed++;
                case Line.Queue _ -> {}
            }
        }

        ObjectNode document() {
            var document =
                    Json.object()
                            .put("signature", newest.signature())
                            .put("count", count)
                            .put("onBranch", landed)
                            .put("firstAt", first.toString())
                            .put("newestAt", newest.at().toString())
                            .put("newestTask", newest.task())
                            .put("newestSha", newest.sha())
                            .put("newestTarget", newest.target());
            var names = document.putArray("targets");
            targets.stream().limit(MOST_NAMES).forEach(names::add);
            var numbers = document.putArray("pulls");
            pulls.descendingSet().stream().limit(MOST_NAMES).forEach(numbers::add);
            return document;
        }
    }
}
