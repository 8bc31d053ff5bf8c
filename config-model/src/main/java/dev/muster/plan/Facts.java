package dev.muster.plan;

import dev.muster.config.model.TargetName;
import dev.muster.paths.BranchMatcher;
import dev.muster.paths.PathFilters;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/// What is known of one event, worked out once for all targets.
final class Facts {

    private static final String QUEUES = "gh-readonly-queue/";
    private static final Pattern MERGE_QUEUE = Pattern.compile(QUEUES + "(.+)/pr-[0-9]+-[0-9a-f]+");

    private final Candidates candidates;
    private final RepoEvent event;
    private final ChangedFiles changed;
    private final TaskHistory history;
    private final String branch;
    private @Nullable Ruling @Nullable [] branchRulings;
    private @Nullable Set<String> paths;
    private PathFilters.@Nullable Selections selections;

    Facts(Candidates candidates, RepoEvent event, ChangedFiles changed, TaskHistory history) {
        this.candidates = candidates;
        this.event = event;
        this.changed = changed;
        this.history = history;
        this.branch = base(event.branch());
    }

    /// An event of the same kind on the same branch of which nothing else is known.
    Facts withoutParticulars() {
        return new Facts(candidates, event, new ChangedFiles.Known(List.of()), TaskHistory.NONE);
    }

    /// The base branch of a merge queue's branch; any other branch itself.
    static String base(String branch) {
        if (!branch.startsWith(QUEUES)) {
            return branch;
        }
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
        if (branchRulings == null) {
            branchRulings = new @Nullable Ruling[candidates.branchMatchers().size()];
        }
        var place = candidate.branches();
        var known = branchRulings[place];
        if (known == null) {
            known = branchRuling(candidates.branchMatchers().get(place));
            branchRulings[place] = known;
        }
        return known;
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

    ChangedFiles changed() {
        return changed;
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
