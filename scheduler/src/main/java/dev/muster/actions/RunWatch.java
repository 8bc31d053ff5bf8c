package dev.muster.actions;

import dev.muster.actions.ActionsStore.Running;
import dev.muster.actions.HeadStore.Told;
import dev.muster.dispatch.AttemptEvents;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Instant;
import java.util.regex.Pattern;

/// Follows workflow runs: by what webhooks tell, and by looking at least every two minutes.
public final class RunWatch {

    private static final Logger LOG = LoggerFactory.getLogger(RunWatch.class);
    private static final int BATCH = 50;

    /// How a run ended that failed before it had a job.
    private static final String REFUSED = "refused";

    private static final Pattern TITLE = Pattern.compile("muster ([0-7][0-9A-HJKMNP-TV-Z]{25})");

    private final ActionsStore store;
    private final Workflows workflows;
    private final AttemptEvents events;
    private final Clock clock;
    private final JobReads reads;
    private final Stops stops;

    public RunWatch(ActionsStore store, Workflows workflows, AttemptEvents events, Clock clock) {
        this.store = store;
        this.workflows = workflows;
        this.events = events;
        this.clock = clock;
        this.reads = new JobReads(clock);
        this.stops = new Stops(workflows, clock);
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
        store.running(repository, runId).ifPresent(this::lookSafely);
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
        var since = clock.instant().minus(JobReads.LOOK_EVERY);
        var due = store.toLook(since, BATCH);
        due.forEach(this::lookSafely);
        reads.roundOver();
        return due.size();
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
        var told = stops.tell(run.repo(), run.runId(), run.cancelSentAt(), run.forced());
        if (told != Told.NOTHING) {
            store.cancelSent(run, told == Told.FORCE);
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
            reads.read(run.id());
            store.looked(run);
        } else {
            store.glanced(run);
        }
        if (!found.conclusion().isEmpty()) {
            var refused = jobs != Workflows.Jobs.LEFT_OUT && isRefusal(found);
            var conclusion = refused ? REFUSED : found.conclusion();
            over(run, found.runAttempt(), conclusion, found.at());
        }
    }

    /// Rules of an organization about who may start workflows end a run at once.
    private static boolean isRefusal(Workflows.Seen.Found run) {
        return run.conclusion().equals("failure") && run.jobs().isEmpty();
    }

    private void over(Running run, int runAttempt, String conclusion, Instant at) {
        store.over(run, runAttempt, conclusion, at).forEach(events::changed);
    }

    private Workflows.Jobs jobs(Running run) {
        return run.open() == 0 ? Workflows.Jobs.LEFT_OUT : reads.next(run.id(), run.jobs());
    }
}
