package dev.muster.core.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Tells storms from flakes.
public final class Incidents {

    /// How long failures may lie apart.
    public static final Duration WINDOW = Duration.ofMinutes(15);

    /// How improbable it must be that so many targets fail by themselves.
    public static final double CHANCE = 1e-4;

    /// How many targets of one platform fail at least.
    public static final int TARGETS = 5;

    /// The share of the runs of one commit that fail at least.
    public static final double SHARE = 0.8;

    /// How many targets of one commit fail at least: of three, a bad commit is the likelier cause.
    public static final int OF_COMMIT = 4;

    private Incidents() {}

    /// The incidents among the ends of the newest window.
    public static List<Incident> in(List<End> ends, Instant now) {
        var recent = ends.stream().filter(it -> !it.at().isBefore(now.minus(WINDOW))).toList();
        var found = new ArrayList<Incident>();
        by(recent, End::platform)
                .forEach(
                        (platform, of) ->
                                incident(Incident.Scope.PLATFORM, platform, of, TARGETS)
                                        .ifPresent(found::add));
        by(recent, End::commit)
                .forEach(
                        (commit, of) ->
                                incident(Incident.Scope.COMMIT, commit, of, OF_COMMIT)
                                        .ifPresent(found::add));
        return found;
    }

    private static LinkedHashMap<String, List<End>> by(
            List<End> ends, Function<End, String> group) {
        return ends.stream()
                .collect(Collectors.groupingBy(group, LinkedHashMap::new, Collectors.toList()));
    }

    /// A target counts once, as red where its newest run was: another run of the same target is no
    /// other witness.
    private static Optional<Incident> incident(
            Incident.Scope scope, String name, List<End> ends, int fewest) {
        var newest = new LinkedHashMap<String, End>();
        ends.forEach(
                it ->
                        newest.merge(
                                it.target(),
                                it,
                                (one, two) -> two.at().isBefore(one.at()) ? one : two));
        var red = newest.values().stream().filter(End::red).toList();
        var share = scope == Incident.Scope.COMMIT ? SHARE : 0;
        if (red.size() < fewest || red.size() < share * newest.size()) {
            return Optional.empty();
        }
        var chance = atLeast(red.size(), newest.values());
        if (chance >= CHANCE) {
            return Optional.empty();
        }
        var since = red.stream().map(End::at).min(Instant::compareTo).orElseThrow();
        return Optional.of(
                new Incident(
                        scope,
                        name,
                        since,
                        red.stream().map(End::target).sorted().toList(),
                        chance));
    }

    /// The probability that so many or more fail, when each fails by itself.
    static double atLeast(int failures, Collection<End> ends) {
        var exactly = new double[ends.size() + 1];
        exactly[0] = 1;
        var seen = 0;
        for (var end : ends) {
            seen++;
            var fails = Math.clamp(end.usual(), 0.001, 0.999);
            for (var count = seen; count > 0; count--) {
                exactly[count] = exactly[count] * (1 - fails) + exactly[count - 1] * fails;
            }
            exactly[0] *= 1 - fails;
        }
        var sum = 0.0;
        for (var count = failures; count < exactly.length; count++) {
            sum += exactly[count];
        }
        return Math.min(1, sum);
    }

    /// Whether an incident is over: something in its scope passed since the newest failure, or
    /// nothing failed for a window.
    public static boolean over(Incident.Scope scope, String name, List<End> ends, Instant now) {
        var newestRed = Instant.MIN;
        var newestPass = Instant.MIN;
        for (var end : ends) {
            var group = scope == Incident.Scope.PLATFORM ? end.platform() : end.commit();
            if (!group.equals(name)) {
                continue;
            }
            if (end.red() && end.at().isAfter(newestRed)) {
                newestRed = end.at();
            }
            if (!end.red() && end.at().isAfter(newestPass)) {
                newestPass = end.at();
            }
        }
        return newestPass.isAfter(newestRed) || newestRed.isBefore(now.minus(WINDOW));
    }
}
