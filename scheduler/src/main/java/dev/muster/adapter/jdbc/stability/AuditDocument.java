package dev.muster.adapter.jdbc.stability;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.adapter.jdbc.ground.Json;
import dev.muster.adapter.jdbc.ground.Rows;
import dev.muster.api.StabilityReads.Acts;
import dev.muster.core.ci.RepoSlug;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// Who did what, newest first.
final class AuditDocument {

    private static final String ACTS =
            "select id, at, who, action, subject, reason from audit_log where id < :before";

    private static final String IN_REPO = " and repo = :repo";

    private static final String NEWEST = " order by id desc limit :limit";

    private AuditDocument() {}

    /// @param repo null: to whatever there is
    static ObjectNode of(Handle handle, @Nullable RepoSlug repo, Acts wanted) {
        var document = Json.object();
        var list = document.putArray("acts");
        var oldest = new long[] {0};
        query(handle, repo, wanted)
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
        document.put("next", list.size() == wanted.limit() ? String.valueOf(oldest[0]) : null);
        return document;
    }

    private static Query query(Handle handle, @Nullable RepoSlug repo, Acts wanted) {
        var who = wanted.who();
        var query =
                handle.createQuery(
                                ACTS
                                        + (repo == null ? "" : IN_REPO)
                                        + (who == null ? "" : " and who = :who")
                                        + (wanted.actions().isEmpty()
                                                ? ""
                                                : " and action in (<actions>)")
                                        + NEWEST)
                        .bind("before", wanted.before() == null ? Long.MAX_VALUE : wanted.before())
                        .bind("limit", wanted.limit());
        if (repo != null) {
            query.bind("repo", repo.toString());
        }
        if (who != null) {
            query.bind("who", who);
        }
        return wanted.actions().isEmpty() ? query : query.bindList("actions", wanted.actions());
    }
}
