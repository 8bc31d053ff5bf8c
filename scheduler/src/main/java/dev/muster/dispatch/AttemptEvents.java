package dev.muster.dispatch;

import dev.muster.core.ci.AttemptKey;

/// Told by a runner that something changed about an attempt, so that nobody has to wait for the
/// next look.
///
/// A lost call does no harm: the reconciler looks anyway.
@FunctionalInterface
public interface AttemptEvents {

    /// Asked before an attempt's command starts: whether this instance still has it. One that was
    /// not heard of for a lease may have lost it.
    default boolean holds(AttemptKey attempt) {
        return true;
    }

    /// The attempt started or ended; [Runner#observe] knows more.
    void changed(AttemptKey attempt);
}
