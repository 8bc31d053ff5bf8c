package dev.muster.adapter.jdbc.stability;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.adapter.jdbc.ground.Json;
import dev.muster.adapter.jdbc.ground.Rows;
import dev.muster.core.ci.RepoSlug;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Who did what to a repository, newest first.
final class AuditDocument {

    private AuditDocument() {}

    static ObjectNode of(Handle handle, RepoSlug repo, int limit, @Nullable Long before) {
        var document = Json.object();
        var list = document.putArray("acts");
        var oldest = new long[] {0};
        handle.createQuery(
                        """
                        select id, at, who, action, subject, reason from audit_log
                        where id < :before and (subject = :repo or subject like :inRepo escape '!')
                        order by id desc limit :limit
                        """)
                .bind("before", before == null ? Long.MAX_VALUE : before)
                .bind("repo", repo.toString())
                .bind("inRepo", escaped(repo.toString()) + " %")
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
