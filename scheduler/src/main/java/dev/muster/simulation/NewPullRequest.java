package dev.muster.simulation;

import dev.muster.simulation.repos.Changes;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/// A pull request that someone is about to open.
///
/// @param title the title
/// @param author who opens it
/// @param branch the branch of the change, made where it does not exist
/// @param base the branch to change
/// @param changes what the branch changes where it is made
/// @param draft whether it is not yet meant to be merged
/// @param fork the full name of the fork that the branch is in, absent for the repository itself
public record NewPullRequest(
        String title,
        String author,
        String branch,
        String base,
        Changes changes,
        boolean draft,
        @Nullable String fork) {

    /// From a branch of the repository to `main`.
    public static NewPullRequest titled(String title, String author, Map<String, String> files) {
        var branch =
                author
                        + "/"
                        + title.toLowerCase(java.util.Locale.ROOT)
                                .replaceAll("[^a-z0-9]+", "-")
                                .replaceAll("^-|-$", "");
        return new NewPullRequest(title, author, branch, "main", Changes.of(files), false, null);
    }

    /// The same with other changes.
    public NewPullRequest changing(Changes other) {
        return new NewPullRequest(title, author, branch, base, other, draft, fork);
    }

    /// The same from another branch.
    public NewPullRequest from(String other) {
        return new NewPullRequest(title, author, other, base, changes, draft, fork);
    }

    /// The same to another branch.
    public NewPullRequest onto(String other) {
        return new NewPullRequest(title, author, branch, other, changes, draft, fork);
    }

    /// The same as a draft.
    public NewPullRequest asDraft() {
        return new NewPullRequest(title, author, branch, base, changes, true, fork);
    }

    /// The same from a fork.
    public NewPullRequest fromFork(SimulatedRepository other) {
        return new NewPullRequest(title, author, branch, base, changes, draft, other.fullName());
    }
}
