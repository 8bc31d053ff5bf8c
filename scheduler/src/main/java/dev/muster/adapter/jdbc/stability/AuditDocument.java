package dev.muster.adapter.jdbc.stability;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.adapter.jdbc.ground.Json;
import dev.muster.adapter.jdbc.ground.Rows;
import dev.muster.core.ci.RepoSlug;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// Who did what, newest first.
final class AuditDocument {

    private static final String ACTS =
            "select id, at, who, action, subject, reason from audit_log where id < :before";

    private static final String NEWEST = " order by id desc limit :limit";

    private AuditDocument() {}

    /// To a repository.
    static ObjectNode of(Handle handle, RepoSlug repo, int limit, @Nullable Long before) {
        var in = " and (subject = :repo or subject like :inRepo escape '!')";
        return document(
                handle.createQuery(ACTS + in + NEWEST)
                        .bind("repo", repo.toString())
                        .bind("inRepo", escaped(repo.toString()) + " %"),
                limit,
                before);
    }

    /// To whatever there is.
    static ObjectNode all(Handle handle, int limit, @Nullable Long before) {
        return document(handle.createQuery(ACTS + NEWEST), limit, before);
    }

    private static ObjectNode document(Query query, int limit, @Nullable Long before) {
        var document = Json.object();
        var list = document.putArray("acts");
        var oldest = new long[] {0};
        query.bind("before", before == null ? Long.MAX_VALUE : before)
                .bind("limit", limit)
                .map(
                        (row, _) -> {
                            oldest[0] = row.getLong("id");
                            return Json.object()
                                    .put("at", Rows.time(row, "at").toString())
                                    .put("who", row.getString("who"))
                                    .put("action", row.getString("action"))
                                    .put("subject", row.getString("subject"))
                                    .put("reason", row.getString("reason"));
                        })
                .forEach(list::add);
        document.put("next", list.size() == limit ? String.valueOf(oldest[0]) : null);
        return document;
    }

    private static String escaped(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }
}
