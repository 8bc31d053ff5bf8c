package dev.muster.actions;

import dev.muster.actions.ActionsStore.Head;
import dev.muster.actions.ActionsStore.Running;
import dev.muster.actions.Workflows.Sent;
import dev.muster.dispatch.AttemptEvents;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// Follows workflow runs: by what webhooks tell, and by looking at least every two minutes.
///
/// A look at a run that did not change costs nothing of GitHub's hour; one at its jobs costs a call
/// for each hundred. So jobs are read every two minutes up to a hundred, less often where there are
/// more, once the run is over, and not at all where the end of each is known.
public final class RunWatch {

    private static final Logger LOG = LoggerFactory.getLogger(RunWatch.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(100);
    private static final Duration FORCE_AFTER = Duration.ofMinutes(2);
    private static final int BATCH = 50;
    private static final int HUNDRED = 100;
    private static final Pattern TITLE = Pattern.compile("muster ([0-7][0-9A-HJKMNP-TV-Z]{25})");

    private final ActionsStore store;
    private final Workflows workflows;
    private final AttemptEvents events;
    private final Clock clock;
    private final Map<String, Instant> jobsReadAt = new ConcurrentHashMap<>();
    private final Map<String, Instant> headsAskedAt = new ConcurrentHashMap<>();
    private volatile boolean begun;

    public RunWatch(ActionsStore store, Workflows workflows, AttemptEvents events, Clock clock) {
        this.store = store;
        this.workflows = workflows;
        this.events = events;
        this.clock = clock;
    }

    /// A run was told of. Its title says which dispatch it is, where GitHub's answer was lost.
    ///
    /// @param title as GitHub shows it
    public void run(long repository, long runId, String title) {
        var named = TITLE.matcher(title);
        if (named.matches()) {
            store.adopted(repository, named.group(1), runId);
        }
    }

    /// A run was told to be over. Its jobs are read once more, for no message of them may come.
    public void over(long repository, long runId) {
        store.toLook(clock.instant(), Integer.MAX_VALUE).stream()
                .filter(it -> it.repository() == repository && it.runId() == runId)
                .forEach(this::lookSafely);
    }

    /// A job was told of.
    public void job(long repository, JobSeen job) {
        store.seen(repository, job).forEach(events::changed);
    }

    /// Looks at the runs that were not looked at for some time, and stops those that are to be
    /// stopped.
    ///
    /// @return how many were looked at
    public int round() {
        var since = clock.instant().minus(LOOK_EVERY);
        var due = store.toLook(since, BATCH);
        due.forEach(this::lookSafely);
        var heads = heads(since);
        heads.forEach(this::lookSafely);
        begun = true;
        return due.size() + heads.size();
    }

    /// Heads with attempts for runs that GitHub starts by itself: of these nobody is told a number.
    private List<Head> heads(Instant since) {
        var due = store.headsToLook(since, BATCH);
        headsAskedAt.keySet().retainAll(due.stream().map(RunWatch::name).toList());
        return due.stream()
                .filter(it -> !headsAskedAt.getOrDefault(name(it), Instant.MIN).isAfter(since))
                .toList();
    }

    private static String name(Head head) {
        return head.repository() + " " + head.sha().value();
    }

    private void lookSafely(Head head) {
        headsAskedAt.put(name(head), clock.instant());
        try {
            look(head);
        } catch (RuntimeException trouble) {
            LOG.atError()
                    .addKeyValue("repo", head.repo())
                    .addKeyValue("commit", head.sha())
                    .setCause(trouble)
                    .log("The runs at a commit could not be looked at; a later round tries again");
        }
    }

    private void look(Head head) {
        var jobs = jobs(name(head), head.open());
        switch (workflows.lookAt(head.repo(), head.sha(), jobs)) {
            case Workflows.Seen.Found found -> {
                found.jobs().forEach(it -> job(head.repository(), it));
                if (jobs == Workflows.Jobs.READ || !found.conclusion().isEmpty()) {
                    jobsReadAt.put(name(head), clock.instant());
                    store.looked(head);
                }
                if (!found.conclusion().isEmpty()) {
                    repeat(head, found.jobs());
                }
            }
            case Workflows.Seen.Missing _ -> store.looked(head);
            case Workflows.Seen.Unreachable(var why) ->
                    LOG.atDebug()
                            .addKeyValue("commit", head.sha())
                            .addKeyValue("why", why)
                            .log("The runs at a commit could not be read");
        }
    }

    /// Attempts after the first are for jobs that run again, which GitHub does only when asked.
    private void repeat(Head head, List<JobSeen> jobs) {
        var again = jobs.stream().filter(it -> head.before().contains(it.jobId())).toList();
        if (again.isEmpty()) {
            return;
        }
        var first = again.getFirst();
        var failed = again.stream().anyMatch(it -> it.state() != JobSeen.State.SUCCESS);
        var asked =
                workflows.repeat(
                        head.repo(),
                        first.runId(),
                        again.size() > 1 && failed ? null : first.jobId());
        LOG.atInfo()
                .addKeyValue("repo", head.repo())
                .addKeyValue("run", first.runId())
                .addKeyValue("jobs", again.size())
                .addKeyValue("answer", asked)
                .log("GitHub was asked to run jobs of a proposal again");
    }

    private void lookSafely(Running run) {
        try {
            stop(run);
            look(run);
        } catch (RuntimeException trouble) {
            LOG.atError()
                    .addKeyValue("repo", run.repo())
                    .addKeyValue("run", run.runId())
                    .setCause(trouble)
                    .log("A run could not be looked at; the next round tries again");
        }
    }

    private void stop(Running run) {
        if (!run.stop()) {
            return;
        }
        var asked = run.cancelSentAt();
        var force = asked != null && clock.instant().isAfter(asked.plus(FORCE_AFTER));
        if ((asked == null || (force && !run.forced()))
                && workflows.cancel(run.repo(), run.runId(), force) instanceof Sent.Done) {
            store.cancelSent(run, force);
        }
    }

    private void look(Running run) {
        var jobs = jobs(run);
        switch (workflows.look(run.repo(), run.runId(), jobs)) {
            case Workflows.Seen.Found found -> found(run, jobs, found);
            case Workflows.Seen.Missing _ ->
                    over(run, Integer.MAX_VALUE, "missing", clock.instant());
            case Workflows.Seen.Unreachable(var why) ->
                    LOG.atDebug()
                            .addKeyValue("run", run.runId())
                            .addKeyValue("why", why)
                            .log("A run could not be read");
        }
    }

    private void found(Running run, Workflows.Jobs jobs, Workflows.Seen.Found found) {
        found.jobs().forEach(it -> job(run.repository(), it));
        if (jobs == Workflows.Jobs.READ) {
            jobsReadAt.put(run.id(), clock.instant());
            store.looked(run);
        } else {
            store.glanced(run);
        }
        if (!found.conclusion().isEmpty()) {
            over(run, found.runAttempt(), found.conclusion(), found.at());
        }
    }

    private void over(Running run, int runAttempt, String conclusion, Instant at) {
        store.over(run, runAttempt, conclusion, at).forEach(events::changed);
        jobsReadAt.remove(run.id());
    }

    /// A run that was asked for a moment ago has nothing to tell yet; one from before this process
    /// began may have.
    private Workflows.Jobs jobs(Running run) {
        return run.open() == 0 ? Workflows.Jobs.LEFT_OUT : jobs(run.id(), run.jobs());
    }

    private Workflows.Jobs jobs(String run, int number) {
        var hundreds = Math.ceilDiv(number, HUNDRED);
        if (hundreds <= 1 || !begun) {
            return Workflows.Jobs.READ;
        }
        var now = clock.instant();
        var readAt = jobsReadAt.computeIfAbsent(run, _ -> now);
        var due = readAt.plus(LOOK_EVERY.multipliedBy((long) hundreds * hundreds));
        return now.isBefore(due) ? Workflows.Jobs.WHEN_OVER : Workflows.Jobs.READ;
    }
}
