package dev.muster.planning;

import dev.muster.core.ci.CommitSha;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Notices commits that landed on the branches of the watched repositories.
public final class Watch {

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    /// Branches with longer names are not watched: GitHub allows none, and no person types them.
    private static final int LONGEST_NAME = 250;

    private final Repositories repositories;
    private final CommitSource source;
    private final CommitLog log;
    private final WatchSettings settings;
    private final Gate gate;

    /// Watches all branches.
    public Watch(
            Repositories repositories, CommitSource source, CommitLog log, WatchSettings settings) {
        this(repositories, source, log, settings, (_, _, _, _) -> true);
    }

    /// @param gate which branches are watched
    public Watch(
            Repositories repositories,
            CommitSource source,
            CommitLog log,
            WatchSettings settings,
            Gate gate) {
        this.gate = gate;
        this.repositories = repositories;
        this.source = source;
        this.log = log;
        this.settings = settings;
    }

    /// Says of a branch that was not watched so far whether it is to be.
    @FunctionalInterface
    public interface Gate {

        /// @param head its newest commit
        /// @param found how it became known
        boolean opens(TrackedRepository repository, String branch, CommitSha head, Found found);

        /// All branches of a repository are about to be seen.
        default void begins(TrackedRepository repository) {}

        /// A branch was made a moment ago; who pushed what to it may never be said.
        default void awaits(TrackedRepository repository, String branch) {}
    }

    /// How a branch became known.
    public enum Found {
        /// somebody pushed to it
        PUSHED,
        /// it was seen among others
        SEEN
    }

    /// Looks once at every repository of this machine and stores what is new. May be repeated, also
    /// by several instances at once. Those on GitHub are looked at when it tells of something, and
    /// by its sweep.
    ///
    /// @return how many branches had moved
    public int round() {
        return repositories.all().stream()
                .filter(it -> it.kind() == RepositoryKind.LOCAL)
                .mapToInt(this::lookSafely)
                .sum();
    }

    /// A branch is said to have moved, or to be there for the first time.
    ///
    /// @return whether the commits could be read; where not, it must be said again
    public boolean moved(TrackedRepository repository, String branch, CommitSha head) {
        var before = log.heads(repository).get(branch);
        return branch.length() > LONGEST_NAME
                || head.equals(before)
                || isClosed(repository, branch, head, before, Found.PUSHED)
                || follow(repository, branch, head, before) > 0;
    }

    private boolean isClosed(
            TrackedRepository repository,
            String branch,
            CommitSha head,
            @Nullable CommitSha known,
            Found found) {
        return known == null && !gate.opens(repository, branch, head, found);
    }

    /// A branch is said to have been made, but not where it stands: the next look at the repository
    /// finds it, if nobody says more until then.
    public void made(TrackedRepository repository, String branch) {
        gate.awaits(repository, branch);
    }

    /// A branch is said to be gone.
    public void gone(TrackedRepository repository, String branch) {
        log.gone(repository, Set.of(branch));
    }

    /// One repository that makes trouble must not keep the others from being watched.
    private int lookSafely(TrackedRepository repository) {
        try {
            return look(repository);
        } catch (RuntimeException trouble) {
            LOG.atError()
                    .addKeyValue("repo", repository.slug())
                    .setCause(trouble)
                    .log("The repository could not be watched; the next round tries again");
            return 0;
        }
    }

    /// Looks at one repository.
    ///
    /// @return how many branches had moved
    public int look(TrackedRepository repository) {
        var before = log.heads(repository);
        return switch (source.heads(repository.slug())) {
            case CommitSource.Heads.Found found -> compare(repository, found, before);
            case CommitSource.Heads.Unreachable(var why) -> unreachable(repository, why);
        };
    }

    /// A branch that was said to have moved while the repository answered is left to the next look:
    /// the answer may be older.
    private int compare(
            TrackedRepository repository,
            CommitSource.Heads.Found found,
            Map<String, CommitSha> before) {
        gate.begins(repository);
        var known = log.heads(repository);
        var moved = 0;
        for (var branch : found.byBranch().entrySet()) {
            var name = branch.getKey();
            var head = branch.getValue();
            var knownHead = known.get(name);
            if (name.length() <= LONGEST_NAME
                    && !head.equals(knownHead)
                    && Objects.equals(knownHead, before.get(name))
                    && !isClosed(repository, name, head, knownHead, Found.SEEN)) {
                moved += follow(repository, name, head, knownHead);
            }
        }
        var gone = new HashSet<>(before.keySet());
        gone.removeAll(found.byBranch().keySet());
        if (!gone.isEmpty()) {
            log.gone(repository, gone);
        }
        return moved;
    }

    private int follow(
            TrackedRepository repository,
            String branch,
            CommitSha head,
            @Nullable CommitSha known) {
        var limit = known == null ? settings.firstSight() : settings.catchUp();
        return switch (source.history(repository.slug(), head, known, limit)) {
            case CommitSource.History.Found found -> {
                var commits = found.newestFirst().reversed();
                var waiting =
                        known == null
                                ? Math.max(0, commits.size() - settings.runAtFirstSight())
                                : 0;
                log.land(repository, new CommitLog.Landing(branch, head, commits, waiting));
                yield 1;
            }
            case CommitSource.History.Unreachable(var why) -> unreachable(repository, why);
        };
    }

    private static int unreachable(TrackedRepository repository, String why) {
        LOG.atWarn()
                .addKeyValue("repo", repository.slug())
                .addKeyValue("why", why)
                .log("The repository cannot be read; the next round tries again");
        return 0;
    }
}
