package dev.muster.dispatch;

import dev.muster.core.attempt.Report;
import dev.muster.core.ci.AttemptKey;
import dev.muster.reporting.Results;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

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

    /// Claims what is due and fits, and submits it, what is of one commit together. A crash in
    /// between loses nothing: the attempt stands in the store with its lease, the runner has not
    /// seen it, and [#submit] is repeated.
    ///
    /// @return how many attempts were claimed
    public int round() {
        var claimed = queue.claim(settings);
        claimed.stream()
                .collect(
                        Collectors.groupingBy(
                                Dispatch::commit, LinkedHashMap::new, Collectors.toList()))
                .values()
                .forEach(this::submitSafely);
        return claimed.size();
    }

    private static List<Object> commit(Held held) {
        var task = held.task();
        return List.of(task.repo(), task.branch(), task.commit());
    }

    /// One attempt that makes trouble must not keep the others from being submitted. The
    /// reconciliation finds that the runner never saw it and submits it again.
    private void submitSafely(List<Held> together) {
        try {
            submit(together);
        } catch (RuntimeException trouble) {
            if (together.size() > 1) {
                together.forEach(held -> submitSafely(List.of(held)));
            } else {
                told(together.getFirst(), trouble);
            }
        }
    }

    private static void told(Held held, RuntimeException trouble) {
        if (trouble instanceof UncheckedIOException world) {
            LOG.atWarn()
                    .addKeyValue("task", held.key().task())
                    .addKeyValue("attempt", held.key().number())
                    .addKeyValue("why", world.getMessage())
                    .log("The attempt could not be submitted; it is tried again");
        } else {
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
        submit(List.of(held));
    }

    private void submit(List<Held> together) {
        var mine = together.stream().filter(it -> inHand.add(it.key())).toList();
        try {
            submitMine(mine);
        } finally {
            mine.forEach(it -> inHand.remove(it.key()));
        }
    }

    private void submitMine(List<Held> together) {
        var assignments = queue.assignments(together);
        var known = new ArrayList<Held>();
        var told = new ArrayList<Assignment>();
        for (var held : together) {
            var assignment = assignments.get(held.key());
            if (assignment == null) {
                refuseUndeclared(held);
            } else {
                known.add(held);
                told.add(assignment);
            }
        }
        var taken = runner.submit(told);
        for (var i = 0; i < known.size(); i++) {
            settle(known.get(i), taken.get(i));
        }
    }

    private void refuseUndeclared(Held held) {
        refuse(
                held,
                "'%s' no longer declares '%s'"
                        .formatted(held.task().configPath(), held.task().target()));
    }

    private void settle(Held held, Runner.Submission taken) {
        switch (taken) {
            case Runner.Submission.Accepted(var build) -> {
                if (!build.isEmpty()) {
                    queue.accepted(held, build);
                }
            }
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
