package dev.muster.adapter.jdbc.ground;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// Writes down who asked for what.
public final class Audit {

    private Audit() {}

    public static void append(
            Handle handle,
            Instant at,
            String who,
            String action,
            String subject,
            @Nullable String reason) {
        handle.createUpdate(
                        """
                        insert into audit_log (at, who, action, subject, reason)
                        values (:at, :who, :action, :subject, :reason)
                        """)
                .bind("at", at)
                .bind("who", Texts.fit(who, 200))
                .bind("action", action)
                .bind("subject", Texts.fit(subject, 500))
                .bind("reason", reason == null ? null : Texts.fit(reason, 1000))
                .execute();
    }
}
