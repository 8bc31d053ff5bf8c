package dev.muster.reconcile;

import dev.muster.core.attempt.Attempt;
import dev.muster.core.attempt.Report;
import dev.muster.core.ci.AttemptKey;
import dev.muster.core.ci.Verdict;
import dev.muster.dispatch.AttemptEvents;
import dev.muster.dispatch.Dispatch;
import dev.muster.dispatch.DispatchQueue;
import dev.muster.dispatch.DispatchSettings;
import dev.muster.dispatch.Held;
import dev.muster.dispatch.Runner;
import dev.muster.reporting.Results;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Compares every unfinished attempt in our hands with what the runner knows of it.
///
/// After a restart this is what finds the attempts of the process before: those that the runner
/// never saw are submitted, those that run or ended meanwhile are adopted.
public final class Reconciliation implements AttemptEvents {

    /// How long past its timeout an attempt may still be running before we end it ourselves: the
    /// runner should have.
    static final Duration GRACE = Duration.ofMinutes(15);

    /// For how long beyond that nobody may know what became of it.
    static final Duration OUT_OF_REACH = Duration.ofDays(1);

    private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);

    /// It may execute there still, so that it must not begin here under the same key.
    private static final String OUT_OF_SIGHT =
            "the instance that had it was not heard of for a lease";

    private static final String OUT_OF_SIGHT_FOR_LONG = "the runner could not be asked for a day";

    private final DispatchQueue queue;
    private final Runner runner;
    private final Dispatch dispatch;
    private final Results results;
    private final DispatchSettings settings;
    private final Clock clock;
    private final LongAdder late = new LongAdder();

    public Reconciliation(
            DispatchQueue queue,
            Runner runner,
            Dispatch dispatch,
            Results results,
            DispatchSettings settings,
            Clock clock) {
        this.queue = queue;
        this.runner = runner;
        this.dispatch = dispatch;
        this.results = results;
        this.settings = settings;
        this.clock = clock;
    }

    /// Renews the leases of this instance and looks at every attempt it holds. Must come round
    /// several times within a lease.
    ///
    /// @return how many attempts were looked at
    public int round() {
        var executing = runner.executing();
        var held = queue.renew(settings);
        compare(held);
        stopLost(executing, held);
        return held.size();
    }

    /// Looks at the attempts of this instance that somebody asked to stop, so that they need not
    /// wait for the next [#round].
    public void stops() {
        compare(queue.unwanted(settings.owner()));
    }

    private void compare(List<Held> held) {
        if (!held.isEmpty()) {
            var seen = runner.observing(held.stream().map(Held::key).toList());
            held.forEach(it -> lookSafely(it, seen));
        }
    }

    /// Stops what executes here though its attempt is final: its lease ran out, and another
    /// instance gave it up.
    private void stopLost(Set<AttemptKey> executing, List<Held> held) {
        var kept = held.stream().map(Held::key).collect(Collectors.toSet());
        for (var attempt : executing) {
            if (!kept.contains(attempt) && !queue.isOpen(attempt)) {
                LOG.atWarn()
                        .addKeyValue("task", attempt.task())
                        .addKeyValue("attempt", attempt.number())
                        .log("What executes here is stopped: its attempt is final");
                runner.cancel(attempt, "the attempt was given up");
            }
        }
    }

    @Override
    public boolean holds(AttemptKey attempt) {
        return queue.held(attempt, settings.owner()).isPresent();
    }

    /// Looks at one attempt at once, if it is ours.
    public void look(AttemptKey attempt) {
        queue.held(attempt, settings.owner()).ifPresent(it -> look(it, runner::observe));
    }

    /// As [#look], but never throws: what a runner tells us must not fail for our troubles. The
    /// next round looks anyway.
    @Override
    public void changed(AttemptKey attempt) {
        try {
            look(attempt);
        } catch (RuntimeException trouble) {
            failed(attempt, trouble);
        }
    }

    /// How many reports came for attempts that were final already. They changed nothing.
    public long lateReports() {
        return late.sum();
    }

    /// One attempt that makes trouble must not keep the others from being looked at.
    private void lookSafely(Held held, Function<AttemptKey, Runner.Observation> seen) {
        try {
            look(held, seen);
        } catch (RuntimeException trouble) {
            failed(held.key(), trouble);
        }
    }

    private static void failed(AttemptKey attempt, RuntimeException trouble) {
        LOG.atError()
                .addKeyValue("task", attempt.task())
                .addKeyValue("attempt", attempt.number())
                .setCause(trouble)
                .log("The attempt could not be compared; the next round tries again");
    }

    private void look(Held held, Function<AttemptKey, Runner.Observation> seen) {
        switch (seen.apply(held.key())) {
            case Runner.Observation.Unknown _ -> begin(held);
            case Runner.Observation.Pending _ -> stopWhereAsked(held);
            case Runner.Observation.Running(var since, var until) -> running(held, since, until);
            case Runner.Observation.Ended ended -> record(held, finished(ended));
            case Runner.Observation.Gone(var why) ->
                    record(held, new Report.Lost(why, clock.instant()));
        }
    }

    private void begin(Held held) {
        if (held.cancellation() != null) {
            record(held, new Report.Stopped(held.cancellation(), clock.instant()));
        } else if (!held.place().equals(runner.place())) {
            record(held, new Report.Lost(OUT_OF_SIGHT, clock.instant()));
        } else if (held.attempt() instanceof Attempt.Running) {
            record(held, new Report.Lost("the runner has lost all trace of it", clock.instant()));
        } else {
            dispatch.submit(held);
        }
    }

    /// A runner that cannot be asked may have ended it in time.
    private void running(Held held, Instant since, Instant seen) {
        if (!(held.attempt() instanceof Attempt.Running)) {
            record(held, new Report.Started(since));
        }
        var limit = since.plus(held.task().timeout()).plus(GRACE);
        if (clock.instant().isAfter(limit.plus(OUT_OF_REACH)) && !seen.isAfter(limit)) {
            record(held, new Report.Lost(OUT_OF_SIGHT_FOR_LONG, clock.instant()));
        } else if (clock.instant().isAfter(limit) && seen.isAfter(limit)) {
            var note = "still running %d minutes past its timeout".formatted(GRACE.toMinutes());
            runner.cancel(held.key(), note);
            record(held, new Report.Finished(Verdict.TIMED_OUT, since, clock.instant(), -1, note));
        } else {
            stopWhereAsked(held);
        }
    }

    private void stopWhereAsked(Held held) {
        if (held.cancellation() != null) {
            runner.cancel(held.key(), held.cancellation());
        }
    }

    private static Report finished(Runner.Observation.Ended ended) {
        var verdict =
                switch (ended.ending()) {
                    case PASSED -> Verdict.PASSED;
                    case FAILED -> Verdict.FAILED;
                    case TIMED_OUT -> Verdict.TIMED_OUT;
                    case CANCELLED -> Verdict.CANCELLED;
                    case INFRA_FAILED -> Verdict.INFRA_FAILED;
                };
        return new Report.Finished(
                verdict,
                ended.startedAt(),
                ended.finishedAt(),
                ended.exitCode(),
                ended.note(),
                ended.said());
    }

    private void record(Held held, Report report) {
        switch (results.record(held.key(), report)) {
            case Results.Recorded.Changed(var status) ->
                    LOG.atDebug()
                            .addKeyValue("task", held.key().task())
                            .addKeyValue("status", status.word())
                            .log("The task moved");
            case Results.Recorded.Unchanged _, Results.Recorded.NoSuchAttempt _ -> {}
            case Results.Recorded.Late _ -> late.increment();
        }
    }
}
