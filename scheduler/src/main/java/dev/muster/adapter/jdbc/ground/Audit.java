package dev.muster.adapter.jdbc.ground;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// Writes down who asked for what.
public final class Audit {

    private Audit() {}

    /// @param subject what it was done to: of a repository its name, and what in it after a space
    public static void append(
            Handle handle,
            Instant at,
            String who,
            String action,
            String subject,
            @Nullable String reason) {
        var shown = Texts.fit(subject, 500);
        handle.createUpdate(
                        """
                        insert into audit_log (at, who, action, subject, repo, reason)
                        values (:at, :who, :action, :subject, :repo, :reason)
                        """)
                .bind("at", at)
                .bind("who", Texts.fit(who, 200))
                .bind("action", action)
                .bind("subject", shown)
                .bind("repo", shown.split(" ", 2)[0])
                .bind("reason", reason == null ? null : Texts.fit(reason, 1000))
                .execute();
    }
}
