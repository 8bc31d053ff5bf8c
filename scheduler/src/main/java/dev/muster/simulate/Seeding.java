package dev.muster.simulate;

import dev.muster.simulate.History.Break;
import dev.muster.simulate.History.Landed;
import dev.muster.simulate.History.Subject;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/// Makes up what a record does not tell: durations, flake rates, breaks, runners. The same seed
/// makes up the same.
///
/// @param seed where chance begins
/// @param breaks how many breaks to make up
/// @param load the share of the machine time for every target on every commit that the runners have
public record Seeding(long seed, int breaks, double load) {

    private static final int LEAST_MINUTES = 4;
    private static final int MOST_MINUTES = 90;

    /// A history of commits and targets, with all else made up.
    ///
    /// @param commits oldest first
    /// @param platforms the platform of each target by its name
    public History history(List<Landed> commits, Map<String, String> platforms) {
        return history(commits, platforms, Truth.UNKNOWN);
    }

    /// The same, as far as nobody recorded it.
    ///
    /// @param truth what was recorded; its places are those of the commits and of the platforms
    public History history(List<Landed> commits, Map<String, String> platforms, Truth truth) {
        var targets = new ArrayList<Subject>();
        platforms.forEach((name, platform) -> targets.add(truth.of(subject(name, platform))));
        var runners = new HashMap<>(runners(commits, targets));
        runners.putAll(truth.runners());
        runners.keySet().retainAll(Set.copyOf(platforms.values()));
        var known = truth.breaks();
        return new History(
                commits,
                targets,
                known == null ? breaks(commits.size(), targets.size()) : known,
                truth.flakes() == null ? Set.of() : truth.flakes(),
                runners,
                seed);
    }

    /// A target with a duration between 4 and 90 minutes, most of them near 15, and a flake rate:
    /// one in ten flakes in 2 to 5 of 100 runs, the others in fewer than one in 200.
    public Subject subject(String name, String platform) {
        var dice = new SplittableRandom(seed ^ (0x9E3779B97F4A7C15L * name.hashCode()));
        var minutes = 15 * Math.exp(0.7 * normal(dice));
        var flaky = dice.nextInt(10) == 0;
        return new Subject(
                name,
                platform,
                Duration.ofSeconds(
                        Math.round(60 * Math.clamp(minutes, LEAST_MINUTES, MOST_MINUTES))),
                flaky ? 0.02 + 0.03 * dice.nextDouble() : 0.005 * dice.nextDouble());
    }

    private static double normal(SplittableRandom dice) {
        var sum = -6.0;
        for (var i = 0; i < 12; i++) {
            sum += dice.nextDouble();
        }
        return sum;
    }

    /// Breaks at commits and targets drawn evenly, each mended 25 to 60 commits later; a target has
    /// one at a time. None in the first 50 commits, nor so late that it could not be searched.
    public List<Break> breaks(int commits, int targets) {
        var dice = new SplittableRandom(seed);
        var made = new ArrayList<Break>();
        var tries = 0;
        while (made.size() < breaks && tries++ < 100 * breaks && commits > 120) {
            var culprit = 50 + dice.nextInt(commits - 110);
            var target = dice.nextInt(targets);
            var one = new Break(target, culprit, culprit + 25 + dice.nextInt(36));
            if (made.stream().noneMatch(it -> overlaps(it, one))) {
                made.add(one);
            }
        }
        return made;
    }

    private static boolean overlaps(Break one, Break other) {
        return one.target() == other.target()
                && one.culprit() < other.mended() + 20
                && other.culprit() < one.mended() + 20;
    }

    /// Runners for the load, at least one of a platform.
    public Map<String, Integer> runners(List<Landed> commits, List<Subject> targets) {
        var minutes = new HashMap<String, Double>();
        targets.forEach(
                it -> minutes.merge(it.platform(), it.takes().toSeconds() / 60.0, Double::sum));
        var span =
                Duration.between(commits.getFirst().at(), commits.getLast().at()).toMinutes() + 1.0;
        var runners = new HashMap<String, Integer>();
        minutes.forEach(
                (platform, once) ->
                        runners.put(
                                platform,
                                (int)
                                        Math.max(
                                                1,
                                                Math.round(load * once * commits.size() / span))));
        return runners;
    }
}
