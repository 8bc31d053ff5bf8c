package dev.muster.presubmit;

import dev.muster.planning.TrackedRepository;

/// Moves what we know of merge groups towards what GitHub says.
public final class Merging {

    private final GitHubPulls github;
    private final MergeGroups groups;

    public Merging(GitHubPulls github, MergeGroups groups) {
        this.github = github;
        this.groups = groups;
    }

    /// A merge queue asks for checks of a group. The message may come after the one that says the
    /// group is gone.
    public void wanted(TrackedRepository repository, MergeGroup group) {
        groups.wanted(repository, group);
    }

    /// A group is gone.
    ///
    /// @param cause `merged`, `invalidated`, `dequeued`, or empty where nobody said
    public void destroyed(TrackedRepository repository, MergeGroup group, String cause) {
        groups.destroyed(repository, group, cause);
    }

    /// Finds groups that no message told of, and those that are gone without a word. One that a
    /// message tells of while GitHub answers is not in the answer, and not gone.
    ///
    /// @return whether GitHub could be read
    public boolean look(TrackedRepository repository) {
        var open = groups.open(repository);
        if (!(github.groups(repository) instanceof GitHubPulls.Groups.Found found)) {
            return false;
        }
        found.groups().forEach(it -> groups.wanted(repository, it));
        for (var head : open) {
            if (!found.has(head.head())) {
                groups.destroyed(repository, head, "");
            }
        }
        return true;
    }
}
