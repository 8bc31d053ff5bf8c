package dev.muster.dispatch;

import dev.muster.core.attempt.Report;
import dev.muster.core.ci.AttemptKey;
import dev.muster.reporting.Results;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Hands queued tasks to the runner.
public final class Dispatch {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);

    private final DispatchQueue queue;
    private final Runner runner;
    private final Results results;
    private final DispatchSettings settings;
    private final Clock clock;
    private final Set<AttemptKey> inHand = ConcurrentHashMap.newKeySet();

    public Dispatch(
            DispatchQueue queue,
            Runner runner,
            Results results,
            DispatchSettings settings,
            Clock clock) {
        this.queue = queue;
        this.runner = runner;
        this.results = results;
        this.settings = settings;
        this.clock = clock;
    }

    /// Claims what is due and fits, and submits it. A crash in between loses nothing: the attempt
    /// stands in the store with its lease, the runner has not seen it, and [#submit] is repeated.
    ///
    /// @return how many attempts were claimed
    public int round() {
        var claimed = queue.claim(settings);
        claimed.forEach(this::submitSafely);
        return claimed.size();
    }

    /// One attempt that makes trouble must not keep the others from being submitted. The
    /// reconciliation finds that the runner never saw it and submits it again.
    private void submitSafely(Held held) {
        try {
            submit(held);
        } catch (UncheckedIOException world) {
            LOG.atWarn()
                    .addKeyValue("task", held.key().task())
                    .addKeyValue("attempt", held.key().number())
                    .addKeyValue("why", world.getMessage())
                    .log("The attempt could not be submitted; it is tried again");
        } catch (RuntimeException trouble) {
            LOG.atError()
                    .addKeyValue("task", held.key().task())
                    .addKeyValue("attempt", held.key().number())
                    .setCause(trouble)
                    .log("The attempt could not be submitted; it is tried again");
        }
    }

    /// Submits an attempt, also one that may have been submitted before: the runner tells a repeat
    /// by its key. Does nothing while another thread is at it.
    public void submit(Held held) {
        if (!inHand.add(held.key())) {
            return;
        }
        try {
            var assignment = queue.assignment(held);
            if (assignment.isEmpty()) {
                refuse(
                        held,
                        "'%s' no longer declares '%s'"
                                .formatted(held.task().configPath(), held.task().target()));
            } else {
                submit(held, assignment.get());
            }
        } finally {
            inHand.remove(held.key());
        }
    }

    private void submit(Held held, Assignment assignment) {
        switch (runner.submit(assignment)) {
            case Runner.Submission.Accepted(var build) -> queue.accepted(held, build);
            case Runner.Submission.Busy(var retryAfter) -> queue.putBack(held, retryAfter);
            case Runner.Submission.Refused(var why) -> refuse(held, why);
        }
    }

    private void refuse(Held held, String why) {
        LOG.atWarn()
                .addKeyValue("task", held.key().task())
                .addKeyValue("attempt", held.key().number())
                .addKeyValue("why", why)
                .log("The runner will not execute the attempt");
        results.record(held.key(), new Report.Refused(why, clock.instant()));
    }
}
