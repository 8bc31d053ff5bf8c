package dev.muster.testkit;

import dev.muster.core.ci.AttemptKey;
import dev.muster.dispatch.Assignment;
import dev.muster.dispatch.Runner;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A runner that executes nothing: a test says what became of each attempt. Like a real one it
/// outlives the service that submitted to it.
public final class SimulatedRunner implements Runner {

    private final Clock clock;
    private final String place;
    private final Map<AttemptKey, Observation> known = new LinkedHashMap<>();
    private final Map<AttemptKey, Assignment> assignments = new LinkedHashMap<>();
    private final List<AttemptKey> submissions = new ArrayList<>();
    private final List<AttemptKey> cancelled = new ArrayList<>();
    private Mood mood = Mood.ACCEPTING;
    private String trouble = "nothing";

    public SimulatedRunner(Clock clock) {
        this(clock, EVERYWHERE);
    }

    /// @param place what can be seen from it; another place's attempts cannot
    public SimulatedRunner(Clock clock, String place) {
        this.clock = clock;
        this.place = place;
    }

    @Override
    public String place() {
        return place;
    }

    @Override
    public synchronized Set<AttemptKey> executing() {
        return place.equals(EVERYWHERE) ? Set.of() : Set.copyOf(unfinished());
    }

    /// How submissions are taken.
    public enum Mood {
        /// all are accepted
        ACCEPTING,
        /// none, for a minute
        BUSY,
        /// none, ever
        REFUSING,
        /// the process dies before the runner has heard of the attempt
        DEAF
    }

    /// A crash of the service between claim and submission.
    public static final class Crash extends Error {
        private static final long serialVersionUID = 1;
    }

    public synchronized void mood(Mood next) {
        mood = next;
    }

    /// Submissions of a target fail with an exception, as a fault of the runner's would.
    public synchronized void troubleWith(String target) {
        trouble = target;
    }

    @Override
    public String name() {
        return "simulated";
    }

    @Override
    public synchronized Submission submit(Assignment assignment) {
        if (assignment.target().name().value().equals(trouble)) {
            throw new IllegalStateException("the runner has trouble with " + trouble);
        }
        return switch (mood) {
            case ACCEPTING -> {
                submissions.add(assignment.key());
                assignments.put(assignment.key(), assignment);
                known.putIfAbsent(assignment.key(), new Observation.Pending());
                yield new Submission.Accepted("build-" + assignment.key());
            }
            case BUSY -> new Submission.Busy(Duration.ofMinutes(1));
            case REFUSING -> new Submission.Refused("no such command");
            case DEAF -> throw new Crash();
        };
    }

    @Override
    public synchronized Observation observe(AttemptKey attempt) {
        return known.getOrDefault(attempt, new Observation.Unknown());
    }

    @Override
    public synchronized void cancel(AttemptKey attempt, String why) {
        cancelled.add(attempt);
    }

    /// The attempts accepted and not ended, in the order of their submission.
    public synchronized List<AttemptKey> unfinished() {
        return known.entrySet().stream()
                .filter(
                        entry ->
                                entry.getValue() instanceof Observation.Pending
                                        || entry.getValue() instanceof Observation.Running)
                .map(Map.Entry::getKey)
                .toList();
    }

    /// Every submission that came, repeats too.
    public synchronized List<AttemptKey> submissions() {
        return List.copyOf(submissions);
    }

    /// The attempts that were asked to stop.
    public synchronized List<AttemptKey> cancelled() {
        return List.copyOf(cancelled);
    }

    /// What was submitted under a key.
    public synchronized Assignment assignment(AttemptKey key) {
        return assignments.get(key);
    }

    public synchronized void start(AttemptKey key) {
        known.put(key, new Observation.Running(clock.instant()));
    }

    public synchronized void end(AttemptKey key, Ending ending) {
        end(key, ending, "");
    }

    /// @param said the end of its log
    public synchronized void end(AttemptKey key, Ending ending, String said) {
        var now = clock.instant();
        var since = known.get(key) instanceof Observation.Running(var started, _) ? started : now;
        known.put(key, new Observation.Ended(ending, since, now, ending.ordinal(), "", said));
    }

    public synchronized void lose(AttemptKey key) {
        known.put(key, new Observation.Gone("its process is gone"));
    }
}
