package dev.muster.access;

import dev.muster.core.ci.RepoSlug;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/// Whose status a scheduler may post.
///
/// @param scheduler its name, as targets say it
/// @param repository the only repository; null: any
/// @param targets the only targets; empty: all that name the scheduler
public record Scope(String scheduler, @Nullable RepoSlug repository, Set<String> targets) {

    public Scope {
        targets = Set.copyOf(targets);
    }

    /// Whether posts about a repository are within it.
    public boolean covers(RepoSlug slug) {
        return repository == null || repository.equals(slug);
    }

    /// Whether posts about a target are within it.
    ///
    /// @param itsScheduler who runs the target
    public boolean covers(String target, String itsScheduler) {
        return scheduler.equals(itsScheduler) && (targets.isEmpty() || targets.contains(target));
    }
}
