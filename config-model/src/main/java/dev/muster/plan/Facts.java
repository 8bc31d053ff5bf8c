package dev.muster.plan;

import dev.muster.config.model.TargetName;
import dev.muster.paths.BranchMatcher;
import dev.muster.paths.PathFilters;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What is known of one event, worked out once for all targets.
final class Facts {

    private static final Pattern MERGE_QUEUE =
            Pattern.compile("gh-readonly-queue/(.+)/pr-[0-9]+-[0-9a-f]+");

    private final Candidates candidates;
    private final RepoEvent event;
    private final ChangedFiles changed;
    private final TaskHistory history;
    private final String branch;
    private final List<Ruling> branchRulings;
    private @Nullable Set<String> paths;
    private PathFilters.@Nullable Selections selections;

    Facts(Candidates candidates, RepoEvent event, ChangedFiles changed, TaskHistory history) {
        this.candidates = candidates;
        this.event = event;
        this.changed = changed;
        this.history = history;
        this.branch = base(event.branch());
        this.branchRulings = candidates.branchMatchers().stream().map(this::branchRuling).toList();
    }

    /// The base branch of a merge queue's branch; any other branch itself.
    static String base(String branch) {
        var queue = MERGE_QUEUE.matcher(branch);
        return queue.matches() ? queue.group(1) : branch;
    }

    RepoEvent event() {
        return event;
    }

    String branch() {
        return branch;
    }

    boolean onDefaultBranch() {
        return branch.equals(candidates.settings().defaultBranch());
    }

    RepoSettings settings() {
        return candidates.settings();
    }

    boolean onReleaseBranch() {
        return candidates.releaseBranches().match(branch).isPresent();
    }

    /// What a target's branch patterns say; worked out once for all targets that share them.
    Ruling branchRuling(Candidate candidate) {
        return branchRulings.get(candidate.branches());
    }

    private Ruling branchRuling(BranchMatcher patterns) {
        return patterns.match(branch)
                .<Ruling>map(it -> new Ruling.Passed(it + " matches " + branch))
                .orElseGet(
                        () ->
                                new Ruling.Skip(
                                        Reason.BRANCH_NOT_ENABLED,
                                        "no entry of enabled_branches matches " + branch));
    }

    boolean touches(String path) {
        if (paths == null) {
            paths =
                    changed instanceof ChangedFiles.Known(var known)
                            ? new HashSet<>(known)
                            : Set.of();
        }
        return paths.contains(path);
    }

    /// Why the changed files are unknown; nothing where they are known.
    Optional<String> unknownDiff() {
        return changed instanceof ChangedFiles.Unknown(var why)
                ? Optional.of(why)
                : Optional.empty();
    }

    /// What a filter selects among the changed files; null where it selects nothing.
    PathFilters.@Nullable Witness selected(int filter) {
        if (selections == null) {
            selections =
                    candidates
                            .filters()
                            .select(
                                    changed instanceof ChangedFiles.Known(var known)
                                            ? known
                                            : List.of());
        }
        return Objects.requireNonNull(selections).witness(filter);
    }

    TaskHistory.@Nullable Past past(TargetName target) {
        return history.targets().get(target);
    }
}
