package dev.muster.presubmit;

import dev.muster.planning.TrackedRepository;
import dev.muster.planning.Watch;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/// Finds what no message told of: pull requests that changed, merge groups and branches that moved.
///
/// Each repository is compared with GitHub once a round; what did not change costs nothing of the
/// hour's calls, for the pages' entity tags are sent along.
public final class Sweep {

    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);
    private static final Duration OVERLAP = Duration.ofMinutes(10);

    private final GitHubPulls github;
    private final PullRequests pulls;
    private final Presubmit presubmit;
    private final Merging merging;
    private final Watch watch;
    private final Clock clock;
    private final Map<Long, Instant> sweptUntil = new ConcurrentHashMap<>();

    public Sweep(
            GitHubPulls github,
            PullRequests pulls,
            Presubmit presubmit,
            Merging merging,
            Watch watch,
            Clock clock) {
        this.github = github;
        this.pulls = pulls;
        this.presubmit = presubmit;
        this.merging = merging;
        this.watch = watch;
        this.clock = clock;
    }

    /// Compares one repository. One that makes trouble must not keep the others from being
    /// compared.
    ///
    /// @return whether all of it could be read
    public boolean round(TrackedRepository repository) {
        try {
            var read = pulls(repository) & merging.look(repository);
            watch.look(repository);
            return read;
        } catch (RuntimeException trouble) {
            LOG.atError()
                    .addKeyValue("repo", repository.slug())
                    .setCause(trouble)
                    .log("The repository could not be compared; the next round tries again");
            return false;
        }
    }

    /// The next round reads every open pull request, also those that seem not to have changed.
    public void again(TrackedRepository repository) {
        sweptUntil.remove(repository.id());
    }

    private boolean pulls(TrackedRepository repository) {
        var began = clock.instant();
        var since = sweptUntil.getOrDefault(repository.id(), Instant.EPOCH);
        var known = new HashMap<Integer, KnownPull>();
        pulls.open(repository).forEach(it -> known.put(it.pull().number(), it));
        if (!(github.changed(repository, Instant.EPOCH) instanceof GitHubPulls.Pulls.Found found)) {
            return false;
        }
        var closed = new TreeSet<>(known.keySet());
        for (var pull : found.pulls()) {
            closed.remove(pull.number());
            var before = known.get(pull.number());
            if (since.equals(Instant.EPOCH)
                    || !pull.changedAt().isBefore(since.minus(OVERLAP))
                    || before == null
                    || !before.pull().equals(pull)) {
                presubmit.see(repository, before, pull);
            }
        }
        // What we took for open and GitHub does not list was closed without a word.
        closed.forEach(number -> presubmit.look(repository, number));
        sweptUntil.put(repository.id(), began);
        return true;
    }
}
