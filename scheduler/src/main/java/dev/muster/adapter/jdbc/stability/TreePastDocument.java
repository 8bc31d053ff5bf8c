package dev.muster.adapter.jdbc.stability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.adapter.jdbc.ground.BranchKey;
import dev.muster.adapter.jdbc.ground.Json;
import dev.muster.adapter.jdbc.ground.Rows;
import dev.muster.core.tree.TreePast;
import dev.muster.core.tree.TreeWord;

import org.jdbi.v3.core.Handle;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// How long a tree was in which state, for people.
final class TreePastDocument {

    private TreePastDocument() {}

    /// @param earliest what lies before is not asked for; nor is what lies before the branch was
    ///   seen
    static ObjectNode of(Handle handle, BranchKey branch, Instant earliest, Instant now) {
        var from = from(handle, branch, earliest);
        var past = TreePast.of(changes(handle, branch, from), from, now);
        var document =
                Json.object()
                        .put("repo", branch.slug().toString())
                        .put("branch", branch.name())
                        .put("from", from.toString())
                        .put("to", now.toString());
        var stretches = document.putArray("stretches");
        past.stretches().reversed().forEach(it -> stretches.add(stretch(it)));
        var weeks = document.putArray("weeks");
        past.weeks()
                .forEach(
                        (monday, times) ->
                                weeks.addObject()
                                        .put("monday", monday.toString())
                                        .put("openSeconds", seconds(times, TreeWord.OPEN))
                                        .put("throttledSeconds", seconds(times, TreeWord.THROTTLED))
                                        .put("closedSeconds", seconds(times, TreeWord.CLOSED)));
        var causes = document.putArray("causes");
        past.causes().entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .forEach(
                        it ->
                                causes.addObject()
                                        .put("cause", it.getKey())
                                        .put("seconds", it.getValue().toSeconds()));
        return document;
    }

    private static Instant from(Handle handle, BranchKey branch, Instant earliest) {
        return branch.bind(
                        handle.createQuery(
                                """
                                select noticed_at from landed_commit
                                where repository_id = :repository and branch = :branch
                                order by position limit 1
                                """))
                .map((row, _) -> Rows.time(row, "noticed_at"))
                .findOne()
                .filter(it -> it.isAfter(earliest))
                .orElse(earliest);
    }

    private static long seconds(Map<TreeWord, Duration> times, TreeWord word) {
        return times.getOrDefault(word, Duration.ZERO).toSeconds();
    }

    private static ObjectNode stretch(TreePast.Stretch it) {
        var document =
                Json.object()
                        .put("status", it.word().word())
                        .put("since", it.since().toString())
                        .put("until", it.until().toString())
                        .put("seconds", it.length().toSeconds());
        var causes = document.putArray("causes");
        it.causes().forEach(causes::add);
        return document;
    }

    /// Those since a time, and the newest before it.
    private static List<TreePast.Change> changes(Handle handle, BranchKey branch, Instant from) {
        return branch.bind(
                        handle.createQuery(
                                """
                                select status, since, reasons from tree_history
                                where repository_id = :repository and branch = :branch
                                    and since >= coalesce((select max(h.since) from tree_history h
                                        where h.repository_id = :repository and h.branch = :branch
                                            and h.since <= :from), :from)
                                order by since, id
                                """))
                .bind("from", from)
                .map(
                        (row, _) ->
                                new TreePast.Change(
                                        TreeWord.of(row.getString("status")),
                                        Rows.time(row, "since"),
                                        causes(row.getString("reasons"))))
                .list();
    }

    private static List<String> causes(String reasons) {
        var causes = new ArrayList<String>();
        for (JsonNode reason : Json.read(reasons)) {
            var target = reason.path("target");
            causes.add(
                    target.isTextual()
                            ? target.asText()
                            : "%s: %s"
                                    .formatted(
                                            reason.path("by").asText(),
                                            reason.path("text").asText()));
        }
        return causes;
    }
}
