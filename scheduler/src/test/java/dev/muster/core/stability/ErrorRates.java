package dev.muster.core.stability;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/// How often rules err, in made-up histories of a target whose flake rate is known.
///
/// A run fails with the flake rate; a failed run is followed by another, once, as the service does
/// on the newest commit. Our rules look after every commit; Cocoon's, which run once a week, after
/// every 25: promoted when the newest 50 are clean, accused when at least 2 % of the newest 100 are
/// flaky.
final class ErrorRates {

    static final int COMMITS = 400;
    static final int HISTORIES = 2_000;
    static final double[] RATES = {0.002, 0.005, 0.01, 0.02, 0.03, 0.05, 0.08, 0.1};

    private static final long SEED = 20_260_301;
    private static final int COCOON_LOOKS_EVERY = 25;

    /// What became of one history.
    enum Event {
        PROMOTED,
        PROMOTED_STRICTLY,
        PROMOTED_BY_COCOON,
        WATCHED,
        QUARANTINED,
        ACCUSED_BY_COCOON
    }

    private static final Map<Double, double[]> KNOWN = new ConcurrentHashMap<>();

    private ErrorRates() {}

    /// As [#of], computed once.
    static double[] known(double rate) {
        return KNOWN.computeIfAbsent(rate, ErrorRates::of);
    }

    /// The share of histories in which each event came to pass at least once, in order of the
    /// events.
    static double[] of(double rate) {
        var counts = new int[Event.values().length];
        IntStream.range(0, HISTORIES)
                .parallel()
                .mapToObj(number -> new Course(rate, number).events())
                .forEachOrdered(
                        happened -> {
                            for (var event = 0; event < counts.length; event++) {
                                counts[event] += happened[event] ? 1 : 0;
                            }
                        });
        var shares = new double[counts.length];
        for (var event = 0; event < counts.length; event++) {
            shares[event] = (double) counts[event] / HISTORIES;
        }
        return shares;
    }

    /// One history.
    private static final class Course {

        private final SplittableRandom random;
        private final double rate;
        private final boolean[] happened = new boolean[Event.values().length];

        private Course(double rate, int number) {
            this.random = new SplittableRandom(SEED + number * 31L + Double.hashCode(rate));
            this.rate = rate;
        }

        boolean[] events() {
            var history = History.EMPTY;
            var streak = 0;
            for (var position = 1; position <= COMMITS; position++) {
                var commit = next(position);
                history = history.with(commit);
                streak = commit.clean() ? streak + 1 : 0;
                // Nothing else can change what the rules say.
                if (streak < 2
                        || (streak >= StabilityPolicy.DEFAULT.promotionRuns() && !promoted())) {
                    look(Evidence.of(history));
                }
                if (position % COCOON_LOOKS_EVERY == 0) {
                    cocoon(history.commits());
                }
            }
            return happened;
        }

        private boolean promoted() {
            return happened[Event.PROMOTED.ordinal()]
                    && happened[Event.PROMOTED_STRICTLY.ordinal()];
        }

        private CommitRuns next(long position) {
            if (!fails()) {
                return new CommitRuns(position, 1, 0);
            }
            return fails() ? new CommitRuns(position, 0, 2) : new CommitRuns(position, 1, 1);
        }

        private boolean fails() {
            return random.nextDouble() < rate;
        }

        private void look(Evidence evidence) {
            saw(Event.PROMOTED, advice(Footing.BRINGUP, evidence, StabilityPolicy.DEFAULT));
            saw(Event.PROMOTED_STRICTLY, advice(Footing.BRINGUP, evidence, StabilityPolicy.STRICT));
            var alarm = advice(Footing.BLOCKING, evidence, StabilityPolicy.DEFAULT);
            saw(Event.QUARANTINED, alarm);
            happened[Event.WATCHED.ordinal()] |=
                    alarm instanceof Advice.TellOwner || alarm instanceof Advice.Quarantine;
        }

        private void saw(Event event, Advice advice) {
            happened[event.ordinal()] |=
                    event == Event.QUARANTINED
                            ? advice instanceof Advice.Quarantine
                            : advice instanceof Advice.Promote;
        }

        private static Advice advice(Footing footing, Evidence evidence, StabilityPolicy policy) {
            return Stability.assess(footing, evidence, policy).advice();
        }

        private void cocoon(List<CommitRuns> commits) {
            var newest = commits.subList(Math.max(0, commits.size() - 50), commits.size());
            happened[Event.PROMOTED_BY_COCOON.ordinal()] |=
                    newest.size() == 50 && newest.stream().allMatch(CommitRuns::clean);
            var hundred = commits.subList(Math.max(0, commits.size() - 100), commits.size());
            var flaky = hundred.stream().filter(it -> !it.clean()).count();
            happened[Event.ACCUSED_BY_COCOON.ordinal()] |= flaky >= 0.02 * hundred.size();
        }
    }

    /// The table that the page on stability shows.
    static String table() {
        var lines = new ArrayList<String>();
        var head = new StringBuilder("| flake rate |");
        var rule = new StringBuilder("| --- |");
        var columns = new ArrayList<double[]>();
        for (var rate : RATES) {
            head.append(' ').append(percent(rate)).append(" |");
            rule.append(" ---: |");
            columns.add(known(rate));
        }
        lines.add(head.toString());
        lines.add(rule.toString());
        for (var event : Event.values()) {
            var line = new StringBuilder("| " + name(event) + " |");
            columns.forEach(
                    it -> line.append(' ').append(percent(it[event.ordinal()])).append(" |"));
            lines.add(line.toString());
        }
        return String.join("\n", lines);
    }

    private static String name(Event event) {
        return switch (event) {
            case PROMOTED -> "promoted, default";
            case PROMOTED_STRICTLY -> "promoted, strict";
            case PROMOTED_BY_COCOON -> "promoted, Cocoon's rule";
            case WATCHED -> "watched";
            case QUARANTINED -> "quarantine proposed";
            case ACCUSED_BY_COCOON -> "accused, Cocoon's rule";
        };
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100).replace(".0 %", " %");
    }
}
