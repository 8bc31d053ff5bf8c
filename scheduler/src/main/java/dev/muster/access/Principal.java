package dev.muster.access;

import org.jspecify.annotations.Nullable;

/// Who asks, once that is proven: by a token of ours, by the signed token of somebody who is
/// trusted, or by sitting at this machine.
///
/// @param id the same whenever it asks
/// @param name for the audit log
/// @param role what it may do
/// @param scope whose status it may post; null unless a scheduler
public record Principal(String id, String name, Role role, @Nullable Scope scope) {

    public Principal {
        if ((role == Role.SCHEDULER) != (scope != null)) {
            throw new IllegalArgumentException("schedulers have a scope, and nobody else");
        }
    }
}
