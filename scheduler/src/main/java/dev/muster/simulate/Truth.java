package dev.muster.simulate;

import dev.muster.simulate.History.Break;
import dev.muster.simulate.History.Flake;
import dev.muster.simulate.History.Subject;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What was recorded of a history beside its commits; the rest is made up.
///
/// @param targets by name, as far as anything is known of them
/// @param breaks what really was broken; null: not known
/// @param flakes what failed by chance; null: not known. Where it is known, nothing else flakes but
///   targets with a flake rate of their own
/// @param runners of each platform of which it is known how many it has
public record Truth(
        Map<String, Known> targets,
        @Nullable List<Break> breaks,
        @Nullable Set<Flake> flakes,
        Map<String, Integer> runners) {

    /// Nothing was recorded.
    public static final Truth UNKNOWN = new Truth(Map.of(), null, null, Map.of());

    public Truth {
        targets = Map.copyOf(targets);
        breaks = breaks == null ? null : List.copyOf(breaks);
        flakes = flakes == null ? null : Set.copyOf(flakes);
        runners = Map.copyOf(runners);
    }

    /// What is known of a target.
    ///
    /// @param takes how long a run takes; null: not known
    /// @param flakeRate the chance that a run fails although the code is good; null: not known
    public record Known(@Nullable Duration takes, @Nullable Double flakeRate) {

        /// Nothing.
        public static final Known NOTHING = new Known(null, null);
    }

    /// A target as it was recorded, made up where it was not.
    Subject of(Subject made) {
        var known = targets.getOrDefault(made.name(), Known.NOTHING);
        var usual = flakes == null ? made.flakeRate() : 0;
        var rate = known.flakeRate();
        var takes = known.takes();
        return new Subject(
                made.name(),
                made.platform(),
                takes == null ? made.takes() : takes,
                rate == null ? usual : rate);
    }
}
