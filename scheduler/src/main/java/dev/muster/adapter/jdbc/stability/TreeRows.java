package dev.muster.adapter.jdbc.stability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.adapter.jdbc.ground.BranchKey;
import dev.muster.adapter.jdbc.ground.EventLog;
import dev.muster.adapter.jdbc.ground.Json;
import dev.muster.adapter.jdbc.ground.Rows;
import dev.muster.core.tree.BlockingTarget;
import dev.muster.core.tree.GardenerWord;
import dev.muster.core.tree.TreeCause;
import dev.muster.core.tree.TreeStatus;
import dev.muster.core.tree.TreeWord;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Keeps the row of each branch's tree, its history, and the events that tell of it.
public final class TreeRows {

    private TreeRows() {}

    /// An open tree for a new branch.
    public static void create(Handle handle, BranchKey branch, Instant now) {
        branch.bind(
                        handle.createUpdate(
                                """
                                insert into tree_state
                                    (repository_id, branch, status, since, reasons, unknown_targets)
                                values (:repository, :branch, 'open', :now, '[]', '[]')
                                on conflict do nothing
                                """))
                .bind("now", now)
                .execute();
    }

    /// Decides anew how the tree stands and writes it down where that differs.
    public static TreeStatus recompute(Handle handle, BranchKey branch, Instant now) {
        var before =
                branch.bind(
                                handle.createQuery(
                                        """
                                        select status, since, reasons, unknown_targets
                                        from tree_state
                                        where repository_id = :repository and branch = :branch
                                        for update
                                        """))
                        .map((row, _) -> Stored.of(row))
                        .one();
        var status = read(handle, branch, now);
        var word = status.word();
        var after =
                new Stored(
                        word,
                        word == before.word() ? before.since() : now,
                        reasons(handle, branch, status.causes()).toString(),
                        Json.texts(status.unknown()));
        if (!after.equals(before)) {
            write(handle, branch, after);
            if (word != before.word() || !after.reasons().equals(before.reasons())) {
                remember(handle, branch, after, now);
            }
            if (!after.sameVerdict(before)) {
                EventLog.tree(handle, branch, document(handle, branch, after).toString(), now);
            }
        }
        return status;
    }

    /// How the tree stands by what is stored.
    public static TreeStatus read(Handle handle, BranchKey branch, Instant now) {
        return TreeStatus.of(
                BlockingTargets.of(handle, branch, now), gardener(handle, branch, now), now);
    }

    private static @Nullable GardenerWord gardener(Handle handle, BranchKey branch, Instant now) {
        return branch.bind(
                        handle.createQuery(
                                """
                                select status, reason, set_by, set_at, expires_at
                                from tree_override
                                where repository_id = :repository and branch = :branch
                                """))
                .map(
                        (row, _) ->
                                new GardenerWord(
                                        TreeWord.of(row.getString("status")),
                                        row.getString("reason"),
                                        row.getString("set_by"),
                                        Rows.time(row, "set_at"),
                                        Rows.instant(row, "expires_at")))
                .findOne()
                .filter(said -> said.holds(now))
                .or(() -> FreezeRows.now(handle, branch, now))
                .orElse(null);
    }

    private static void write(Handle handle, BranchKey branch, Stored tree) {
        branch.bind(
                        handle.createUpdate(
                                """
                                update tree_state set status = :status, since = :since,
                                    reasons = :reasons, unknown_targets = :unknown
                                where repository_id = :repository and branch = :branch
                                """))
                .bind("status", tree.word().word())
                .bind("since", tree.since())
                .bind("reasons", tree.reasons())
                .bind("unknown", tree.unknown())
                .execute();
    }

    private static void remember(Handle handle, BranchKey branch, Stored tree, Instant now) {
        branch.bind(
                        handle.createUpdate(
                                """
                                insert into tree_history
                                    (repository_id, branch, status, since, reasons)
                                values (:repository, :branch, :status, :since, :reasons)
                                """))
                .bind("status", tree.word().word())
                .bind("since", now)
                .bind("reasons", tree.reasons())
                .execute();
    }

    private static ArrayNode reasons(Handle handle, BranchKey branch, List<TreeCause> causes) {
        var list = Json.array();
        if (!causes.isEmpty()) {
            var culprits = CulpritRows.named(handle, branch);
            causes.forEach(cause -> list.add(reason(cause, culprits)));
        }
        return list;
    }

    private static ObjectNode reason(TreeCause cause, Map<String, CulpritRows.Named> culprits) {
        return switch (cause) {
            case TreeCause.RedTarget(var target, var owner, var red) ->
                    Json.object()
                            .put("kind", "target")
                            .put("target", target)
                            .put("firstBad", red.firstBad().value())
                            .put("lastGood", red.lastGood() == null ? null : red.lastGood().value())
                            .put("since", red.since().toString())
                            .put("owner", owner)
                            .put("text", text(target, red, culprits.get(target)))
                            .put("culprit", culprit(culprits.get(target)))
                            .putNull("by")
                            .putNull("expiresAt");
            case TreeCause.Gardener(var said) ->
                    Json.object()
                            .put("kind", "gardener")
                            .putNull("target")
                            .putNull("firstBad")
                            .putNull("lastGood")
                            .put("since", said.since().toString())
                            .putNull("owner")
                            .put("text", said.reason())
                            .putNull("culprit")
                            .put("by", said.by())
                            .put(
                                    "expiresAt",
                                    said.expiresAt() == null ? null : said.expiresAt().toString());
        };
    }

    private static String text(
            String target, BlockingTarget.Newest.Red red, CulpritRows.@Nullable Named culprit) {
        var since = "'%s' is red since %s".formatted(target, red.firstBad().abbreviated());
        return culprit == null
                ? since
                : "%s; %s broke it with probability %.2f"
                        .formatted(
                                since,
                                culprit.commit().abbreviated(),
                                Math.floor(culprit.probability() * 100) / 100);
    }

    private static @Nullable String culprit(CulpritRows.@Nullable Named culprit) {
        return culprit == null ? null : culprit.commit().value();
    }

    /// The stored state as a document; an open tree where nothing is stored.
    public static ObjectNode document(Handle handle, BranchKey branch) {
        return branch.bind(
                        handle.createQuery(
                                """
                                select status, since, reasons, unknown_targets
                                from tree_state
                                where repository_id = :repository and branch = :branch
                                """))
                .map((row, _) -> document(handle, branch, Stored.of(row)))
                .one();
    }

    private static ObjectNode document(Handle handle, BranchKey branch, Stored tree) {
        var document =
                Json.object()
                        .put("repo", branch.slug().toString())
                        .put("branch", branch.name())
                        .put("status", tree.word().word())
                        .put("since", tree.since().toString());
        document.set("reasons", withIssues(handle, branch, tree));
        document.set("unknown", Json.read(tree.unknown()));
        document.set("freezes", FreezeRows.documents(handle, branch));
        return document;
    }

    /// Where the flakes of a red target are followed is known after the tree was closed.
    private static JsonNode withIssues(Handle handle, BranchKey branch, Stored tree) {
        var reasons = Json.read(tree.reasons());
        var issues = reasons.isEmpty() ? Map.<String, String>of() : PostRows.issues(handle, branch);
        for (var reason : reasons) {
            if (reason instanceof ObjectNode it) {
                it.put("issue", issues.get(it.path("target").asText()));
            }
        }
        return reasons;
    }

    private record Stored(TreeWord word, Instant since, String reasons, String unknown) {

        /// Whether nobody needs to be told: a list of unknown targets that only grew shorter or
        /// longer is read with the next page.
        boolean sameVerdict(Stored other) {
            return word == other.word
                    && reasons.equals(other.reasons)
                    && unknown.equals("[]") == other.unknown.equals("[]");
        }

        static Stored of(ResultSet row) throws SQLException {
            return new Stored(
                    TreeWord.of(row.getString("status")),
                    Rows.time(row, "since"),
                    row.getString("reasons"),
                    row.getString("unknown_targets"));
        }
    }
}
