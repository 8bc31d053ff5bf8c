package dev.muster.planning;

import dev.muster.config.check.CheckContext;
import dev.muster.config.model.CiConfig;
import dev.muster.core.ci.CommitSha;
import dev.muster.plan.ChangedFiles;
import dev.muster.plan.Decision;
import dev.muster.plan.Planner;
import dev.muster.plan.Reason;
import dev.muster.plan.RepoEvent;
import dev.muster.plan.TaskHistory;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Keeps the branches of pull requests out of the watch: those of GitHub's repositories on which no
/// target is declared to run. Their commits would be read and planned only to be skipped.
///
/// A branch that somebody pushes to is asked for by its own configuration, one that is found among
/// others by that of the default branch, so that thousands of old ones cost nothing. Where nothing
/// is known a branch is watched.
public final class EnabledBranches implements Watch.Gate {

    private static final int REMEMBERED = 10_000;
    private static final Set<Reason> NEVER_HERE =
            Set.of(Reason.BRANCH_NOT_ENABLED, Reason.POSTSUBMIT_DISABLED);

    private final CommitSource source;
    private final PlanStore store;
    private final PlanningSettings settings;
    private final Clock clock;
    private final Map<Branch, CommitSha> closed =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Branch, CommitSha> eldest) {
                    return size() > REMEMBERED;
                }
            };

    public EnabledBranches(
            CommitSource source, PlanStore store, PlanningSettings settings, Clock clock) {
        this.source = source;
        this.store = store;
        this.settings = settings;
        this.clock = clock;
    }

    private record Branch(long repository, String name) {}

    @Override
    public boolean opens(
            TrackedRepository repository, String branch, CommitSha head, Watch.Found found) {
        if (repository.kind() != RepositoryKind.GITHUB
                || branch.equals(repository.defaultBranch())) {
            return true;
        }
        var key = new Branch(repository.id(), branch);
        synchronized (closed) {
            if (head.equals(closed.get(key))) {
                return false;
            }
        }
        var opens = isEnabled(repository, branch, head, found);
        synchronized (closed) {
            if (opens) {
                closed.remove(key);
            } else {
                closed.put(key, head);
            }
        }
        return opens;
    }

    private boolean isEnabled(
            TrackedRepository repository, String branch, CommitSha head, Watch.Found found) {
        var usual =
                found == Watch.Found.SEEN
                        ? store.defaultBranchConfigs(repository)
                        : List.<CiConfig>of();
        if (!usual.isEmpty()) {
            return isEnabled(repository, branch, head, usual);
        }
        return switch (source.configs(repository.slug(), head, settings.configPaths())) {
            case CommitSource.ConfigFiles.Unreachable _ -> true;
            case CommitSource.ConfigFiles.Found(var texts) -> {
                var read = ConfigTexts.read(texts, CheckContext.NONE);
                yield !read.valid() || isEnabled(repository, branch, head, read.configs());
            }
        };
    }

    /// As the planner would have it for a commit of which everything changed.
    private boolean isEnabled(
            TrackedRepository repository, String branch, CommitSha head, List<CiConfig> configs) {
        var event = new RepoEvent.CommitLanded(branch, clock.instant(), head.value());
        return Planner.of(settings.of(repository), configs, List.of())
                .plan(event, new ChangedFiles.Unknown("nothing was asked"), TaskHistory.NONE)
                .decisions()
                .stream()
                .anyMatch(it -> !isNeverHere(it));
    }

    private static boolean isNeverHere(Decision decision) {
        return decision instanceof Decision.Skip && NEVER_HERE.contains(decision.reason());
    }
}
