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
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// Keeps the branches of pull requests out of the watch: those of GitHub's repositories on which no
/// target is declared to run. Their commits would be read and planned only to be skipped.
///
/// A branch that somebody pushes to is asked for by its own configuration, and so is one that is
/// new or has moved since all were seen before: its push was lost. Those that were there when this
/// process began are asked for by that of the default branch at first and by their own later, one
/// each time, so that thousands of old ones cost next to nothing. Where nothing is known a branch
/// is watched.
public final class EnabledBranches implements Watch.Gate {

    private static final int REMEMBERED = 50_000;
    private static final int MOST_READ = 10;
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

    private final Set<Branch> unread = ConcurrentHashMap.newKeySet();
    private final Set<Branch> awaited = ConcurrentHashMap.newKeySet();
    private final Map<Long, Look> looks = new ConcurrentHashMap<>();

    public EnabledBranches(
            CommitSource source, PlanStore store, PlanningSettings settings, Clock clock) {
        this.source = source;
        this.store = store;
        this.settings = settings;
        this.clock = clock;
    }

    private record Branch(long repository, String name) {}

    /// How many configurations of branches found among others may be read in one look.
    private static final class Look {

        private final boolean first;
        private final Set<Branch> awaited;
        private int left = MOST_READ;
        private boolean old = true;

        Look(boolean first, Set<Branch> awaited) {
            this.first = first;
            this.awaited = awaited;
        }

        /// Whether it was there before anything could be lost.
        boolean passes(Branch branch) {
            return first && !awaited.contains(branch);
        }

        synchronized boolean takes() {
            return left-- > 0;
        }

        synchronized boolean takesOld() {
            var taken = old;
            old = false;
            return taken;
        }
    }

    @Override
    public void begins(TrackedRepository repository) {
        var made =
                awaited.stream()
                        .filter(it -> it.repository == repository.id())
                        .collect(Collectors.toSet());
        awaited.removeAll(made);
        looks.compute(repository.id(), (_, before) -> new Look(before == null, made));
    }

    @Override
    public void awaits(TrackedRepository repository, String branch) {
        awaited.add(new Branch(repository.id(), branch));
    }

    @Override
    public boolean opens(
            TrackedRepository repository, String branch, CommitSha head, Watch.Found found) {
        if (repository.kind() != RepositoryKind.GITHUB
                || branch.equals(repository.defaultBranch())) {
            return true;
        }
        var seen = new Seen(repository, new Branch(repository.id(), branch), head);
        var answer =
                switch (found) {
                    case PUSHED -> pushed(seen);
                    case SEEN -> amongOthers(seen);
                };
        synchronized (closed) {
            switch (answer) {
                case YES -> closed.remove(seen.branch);
                case NO -> closed.put(seen.branch, head);
                case LATER -> {
                    // the next look asks again
                }
            }
        }
        return answer == Answer.YES;
    }

    private enum Answer {
        YES,
        NO,
        LATER
    }

    private record Seen(TrackedRepository repository, Branch branch, CommitSha head) {}

    private boolean isClosed(Seen seen) {
        synchronized (closed) {
            return seen.head.equals(closed.get(seen.branch));
        }
    }

    private Answer pushed(Seen seen) {
        return isClosed(seen) && !unread.remove(seen.branch)
                ? Answer.NO
                : byItsOwn(seen, Answer.YES);
    }

    private Answer amongOthers(Seen seen) {
        var look = looks.computeIfAbsent(seen.repository.id(), _ -> new Look(true, Set.of()));
        var old = isClosed(seen);
        if (old && !(unread.contains(seen.branch) && look.takesOld())) {
            return Answer.NO;
        }
        var usual = store.defaultBranchConfigs(seen.repository);
        if (usual.isEmpty()) {
            return byItsOwn(seen, Answer.YES);
        }
        if (isEnabled(seen, usual)) {
            return Answer.YES;
        }
        if (look.passes(seen.branch)) {
            unread.add(seen.branch);
            return Answer.NO;
        }
        if (!old && !look.takes()) {
            return Answer.LATER;
        }
        var answer = byItsOwn(seen, Answer.LATER);
        if (answer != Answer.LATER) {
            unread.remove(seen.branch);
        }
        return answer;
    }

    private Answer byItsOwn(Seen seen, Answer whenUnknown) {
        var slug = seen.repository.slug();
        return switch (source.configs(slug, seen.head, settings.configPaths(slug))) {
            case CommitSource.ConfigFiles.Unreachable _ -> whenUnknown;
            case CommitSource.ConfigFiles.Found(var texts) -> {
                var read = ConfigTexts.read(texts, CheckContext.NONE);
                yield !read.valid() || isEnabled(seen, read.configs()) ? Answer.YES : Answer.NO;
            }
        };
    }

    /// As the planner would have it for a commit of which everything changed.
    private boolean isEnabled(Seen seen, List<CiConfig> configs) {
        var event =
                new RepoEvent.CommitLanded(seen.branch.name, clock.instant(), seen.head.value());
        return Planner.of(settings.of(seen.repository), configs, List.of())
                .plan(event, new ChangedFiles.Unknown("nothing was asked"), TaskHistory.NONE)
                .decisions()
                .stream()
                .anyMatch(it -> !isNeverHere(it));
    }

    private static boolean isNeverHere(Decision decision) {
        return decision instanceof Decision.Skip && NEVER_HERE.contains(decision.reason());
    }
}
