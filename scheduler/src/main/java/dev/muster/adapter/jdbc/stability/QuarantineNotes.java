package dev.muster.adapter.jdbc.stability;

import dev.muster.adapter.jdbc.ground.BranchKey;
import dev.muster.adapter.jdbc.ground.Rows;
import dev.muster.config.diagnostic.Nearest;

import org.jdbi.v3.core.Handle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// What people are told where a failure does not block because its target is in quarantine.
public final class QuarantineNotes {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private QuarantineNotes() {}

    /// By target: until when, why, and where that is followed; a sentence without its full stop.
    public static Map<String, String> of(Handle handle, BranchKey branch, Instant now) {
        var notes = new HashMap<String, String>();
        branch.bind(
                        handle.createQuery(
                                """
                                select target, reason, issue, expires_at from quarantine
                                where repository_id = :repository and branch = :branch
                                    and active is not null and expires_at > :now
                                """))
                .bind("now", now)
                .map((row, _) -> Map.entry(row.getString("target"), note(row)))
                .forEach(it -> notes.put(it.getKey(), it.getValue()));
        return notes;
    }

    /// That a target is in quarantine: by whom, until when, and what ends it.
    static String already(Handle handle, BranchKey branch, String target) {
        return branch.bind(
                        handle.createQuery(
                                """
                                select id, set_by, expires_at from quarantine
                                where repository_id = :repository and branch = :branch
                                    and target = :target and active is not null
                                """))
                .bind("target", target)
                .map(
                        (row, _) ->
                                "'%s' is quarantined already, by %s until %s; end quarantine %s first"
                                        .formatted(
                                                target,
                                                row.getString("set_by"),
                                                DAY.format(Rows.time(row, "expires_at")),
                                                row.getString("id")))
                .findOne()
                .orElse("'%s' is quarantined already".formatted(target));
    }

    /// That a quarantine would change nothing.
    static String idle(BranchKey branch, String target, String why) {
        return "'%s' %s branch '%s', so it blocks nothing and a quarantine would change nothing"
                .formatted(target, why, branch.name());
    }

    /// That there is no such target, and which may have been meant.
    static String unknown(Handle handle, BranchKey branch, String target) {
        var known =
                branch.bind(
                                handle.createQuery(
                                        """
                                        select target from grid_column
                                        where repository_id = :repository and branch = :branch
                                        """))
                        .mapTo(String.class)
                        .list();
        return "target '%s' on branch '%s'%s"
                .formatted(
                        target,
                        branch.name(),
                        Nearest.to(target, known)
                                .map("; did you mean '%s'?"::formatted)
                                .orElse(""));
    }

    private static String note(ResultSet row) throws SQLException {
        var issue = row.getString("issue");
        return "in quarantine until %s: %s%s"
                .formatted(
                        DAY.format(Rows.time(row, "expires_at")),
                        row.getString("reason"),
                        issue == null ? "" : " (" + issue + ")");
    }
}
