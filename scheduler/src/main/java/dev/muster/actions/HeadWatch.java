package dev.muster.actions;

import dev.muster.actions.HeadStore.Ending;
import dev.muster.actions.HeadStore.Head;
import dev.muster.actions.HeadStore.Stop;
import dev.muster.actions.HeadStore.Told;
import dev.muster.actions.Workflows.Seen;
import dev.muster.core.ci.CommitSha;
import dev.muster.core.ci.RepoSlug;
import dev.muster.dispatch.AttemptEvents;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Follows the runs that GitHub starts by itself at heads of proposals, of which nobody is told a
/// number: by what webhooks tell, and by looking at least every two minutes. It asks for jobs that
/// are to run again, ends what no job took, and stops what is wanted no more.
public final class HeadWatch {

    private static final Logger LOG = LoggerFactory.getLogger(HeadWatch.class);
    private static final int BATCH = 50;

    private static final Duration STOPS_EVERY = Duration.ofSeconds(25);

    /// So long GitHub may take to start a run, or to stop one.
    private static final Duration GIVE_UP_AFTER = Duration.ofMinutes(15);

    /// GitHub tells times in whole seconds, and starts the run of an event a moment after it.
    private static final Duration MOMENT = Duration.ofSeconds(20);

    /// The run waits for somebody who lets it begin; GitHub calls that its conclusion.
    private static final String AWAITS_APPROVAL = "action_required";

    private final HeadStore store;
    private final Workflows workflows;
    private final RunWatch runs;
    private final AttemptEvents events;
    private final Clock clock;
    private final JobReads reads;
    private final Stops stops;
    private final Map<String, Instant> askedAt = new ConcurrentHashMap<>();

    /// @param runs hears of the jobs that are seen
    public HeadWatch(
            HeadStore store,
            Workflows workflows,
            RunWatch runs,
            AttemptEvents events,
            Clock clock) {
        this.store = store;
        this.workflows = workflows;
        this.runs = runs;
        this.events = events;
        this.clock = clock;
        this.reads = new JobReads(clock);
        this.stops = new Stops(workflows, clock);
    }

    /// A run that GitHub started by itself was told to be over.
    public void over(long repository, CommitSha sha) {
        store.open(repository, sha).ifPresent(this::lookSafely);
    }

    /// Looks at the heads that were not looked at for some time, and stops the runs of those that
    /// are to be stopped.
    public void round() {
        var now = clock.instant();
        store.toStop(now.minus(STOPS_EVERY), BATCH).forEach(this::stopSafely);
        var due = store.toLook(now.minus(JobReads.LOOK_EVERY), BATCH);
        askedAt.keySet().retainAll(due.stream().map(HeadWatch::name).toList());
        due.stream()
                .filter(
                        it ->
                                !askedAt.getOrDefault(name(it), Instant.MIN)
                                        .isAfter(now.minus(JobReads.LOOK_EVERY)))
                .forEach(this::lookSafely);
        reads.roundOver();
    }

    private static String name(Head head) {
        return head.repository() + " " + head.sha().value();
    }

    private void lookSafely(Head head) {
        askedAt.put(name(head), clock.instant());
        try {
            look(head);
        } catch (RuntimeException trouble) {
            trouble(head.repo(), head.sha(), trouble);
        }
    }

    private static void trouble(RepoSlug repo, CommitSha sha, RuntimeException trouble) {
        LOG.atError()
                .addKeyValue("repo", repo)
                .addKeyValue("commit", sha)
                .setCause(trouble)
                .log("The runs at a commit could not be looked at; a later round tries again");
    }

    private void look(Head head) {
        var jobs = reads.next(name(head), head.open());
        switch (workflows.lookAt(head.repo(), head.sha(), jobs)) {
            case Seen.Found found -> {
                found.jobs().forEach(it -> runs.job(head.repository(), it));
                if (jobs == Workflows.Jobs.READ || !found.conclusion().isEmpty()) {
                    reads.read(name(head));
                    store.looked(head);
                }
                if (isOver(found)) {
                    over(head, found);
                }
            }
            case Seen.Missing _ -> store.looked(head);
            case Seen.Unreachable(var why) -> unreachable(head.sha(), why);
        }
    }

    private static boolean isOver(Seen.Found run) {
        return !run.conclusion().isEmpty() && !run.conclusion().equals(AWAITS_APPROVAL);
    }

    private static void unreachable(CommitSha sha, String why) {
        LOG.atDebug()
                .addKeyValue("commit", sha)
                .addKeyValue("why", why)
                .log("The runs at a commit could not be read");
    }

    /// Attempts after the first are for jobs that run again, which GitHub does only when asked. All
    /// else that no job took ends with the run.
    private void over(Head head, Seen.Found run) {
        var again = run.jobs().stream().filter(it -> head.before().contains(it.jobId())).toList();
        if (!again.isEmpty()) {
            var failed = again.stream().anyMatch(it -> it.state() != JobSeen.State.SUCCESS);
            repeat(head, run, again.size() == 1 || !failed ? again.getFirst() : null);
        } else if (head.againSince() != null
                && run.startedAt().isBefore(head.againSince().minus(MOMENT))
                && clock.instant().isAfter(head.againSince().plus(MOMENT))) {
            repeat(head, run, null);
        }
        store.over(head, run.runId(), run.startedAt(), ending(run)).forEach(events::changed);
    }

    private void repeat(Head head, Seen.Found run, @Nullable JobSeen job) {
        var asked = workflows.repeat(head.repo(), run.runId(), job == null ? null : job.jobId());
        LOG.atInfo()
                .addKeyValue("repo", head.repo())
                .addKeyValue("run", run.runId())
                .addKeyValue("answer", asked)
                .log("GitHub was asked to run jobs of a proposal again");
    }

    private static Ending ending(Seen.Found run) {
        return switch (run.conclusion()) {
            case "cancelled" -> new Ending(true, "stopped on GitHub");
            case "startup_failure" ->
                    new Ending(
                            false,
                            "GitHub could not start the workflow; look at"
                                    + " .github/workflows/muster-pull.yml");
            default ->
                    new Ending(
                            false,
                            planned(run)
                                    ? "GitHub's run had no job for it; the log of its job 'Plan'"
                                            + " says what it decided"
                                    : "GitHub's run ended before it said what runs; the log of its"
                                            + " job 'Plan' says why");
        };
    }

    private static boolean planned(Seen.Found run) {
        return run.jobs().stream()
                .filter(it -> it.name().equals(dev.muster.generate.Workflows.PLAN))
                .allMatch(it -> it.state() == JobSeen.State.SUCCESS);
    }

    private void stopSafely(Stop stop) {
        try {
            stop(stop);
        } catch (RuntimeException trouble) {
            trouble(stop.repo(), stop.sha(), trouble);
        }
    }

    private void stop(Stop stop) {
        switch (workflows.lookAt(stop.repo(), stop.sha(), Workflows.Jobs.READ)) {
            case Seen.Found run -> {
                if (isOver(run)) {
                    run.jobs().forEach(it -> runs.job(stop.repository(), it));
                    store.stopped(stop, run.jobs());
                } else if (run.conclusion().isEmpty()) {
                    stop(stop, run);
                } else {
                    waitOn(stop);
                }
            }
            case Seen.Missing _ -> waitOn(stop);
            case Seen.Unreachable(var why) -> unreachable(stop.sha(), why);
        }
    }

    private void stop(Stop stop, Seen.Found run) {
        var told = stops.tell(stop.repo(), run.runId(), stop.sentAt(), stop.forced());
        if (told == Told.NOTHING) {
            waitOn(stop);
        } else {
            store.stopping(stop, told);
        }
    }

    private void waitOn(Stop stop) {
        if (clock.instant().isAfter(stop.askedAt().plus(GIVE_UP_AFTER))) {
            store.stopped(stop, List.of());
        } else {
            store.stopping(stop, Told.NOTHING);
        }
    }
}
