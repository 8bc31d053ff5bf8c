package dev.muster.actions;

import dev.muster.actions.HeadStore.Told;
import dev.muster.actions.Workflows.Sent;
import dev.muster.core.ci.RepoSlug;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// A run that is wanted no more is told to stop, and after two minutes to stop at once; each once.
final class Stops {

    private static final Duration FORCE_AFTER = Duration.ofMinutes(2);

    private final Workflows workflows;
    private final Clock clock;

    Stops(Workflows workflows, Clock clock) {
        this.workflows = workflows;
        this.clock = clock;
    }

    /// Tells GitHub what is due.
    ///
    /// @param sentAt when it was first told; null: never
    /// @param forced whether it was told to stop it at once
    /// @return what it took
    Told tell(RepoSlug repo, long runId, @Nullable Instant sentAt, boolean forced) {
        var told = due(sentAt, forced);
        return told == Told.NOTHING
                        || workflows.cancel(repo, runId, told == Told.FORCE) instanceof Sent.Done
                ? told
                : Told.NOTHING;
    }

    private Told due(@Nullable Instant sentAt, boolean forced) {
        if (sentAt == null) {
            return Told.CANCEL;
        }
        return !forced && clock.instant().isAfter(sentAt.plus(FORCE_AFTER))
                ? Told.FORCE
                : Told.NOTHING;
    }
}
