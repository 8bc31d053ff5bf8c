package dev.muster.core.failure;

import org.jspecify.annotations.Nullable;

/// What a failure of a proposed commit is likely due to, and by what that is known.
///
/// @param blame the label
/// @param why a sentence without its full stop
public record Blamed(Blame blame, String why) {

    /// In how many other proposals a failure is chance, whatever its target does on the base.
    private static final int ELSEWHERE = 2;

    /// Compares a failure with its base and with other proposals.
    ///
    /// @param base name of the base, for people
    public static Blamed of(Failure failure, OnBase on, Seen seen, String base) {
        if (failure.infra()) {
            return new Blamed(Blame.INFRA, "it ended for a cause outside the code");
        }
        if (on.incident() != null) {
            return new Blamed(
                    Blame.INFRA, "an incident of '%s' lasts on %s".formatted(on.incident(), base));
        }
        if (on.newest() == Newest.RED) {
            return red(failure, on, seen, base);
        }
        if (seen.flake() != null) {
            return new Blamed(
                    Blame.FLAKE,
                    "the same failure came and went on %s at %s".formatted(base, seen.flake()));
        }
        if (on.flaky()) {
            return new Blamed(Blame.FLAKE, "the target is known to be flaky on " + base);
        }
        if (seen.redTarget() != null) {
            return new Blamed(
                    Blame.BASE,
                    "'%s' fails in the same way on %s".formatted(seen.redTarget(), base));
        }
        if (seen.proposals() >= ELSEWHERE) {
            return new Blamed(
                    Blame.FLAKE,
                    "the same failure came up in %d other proposals within a week"
                            .formatted(seen.proposals()));
        }
        return on.newest() == Newest.NONE
                ? new Blamed(Blame.UNKNOWN, "the target never finished on " + base)
                : new Blamed(Blame.NEW, "the target passes on " + base);
    }

    private static Blamed red(Failure failure, OnBase on, Seen seen, String base) {
        var signature = failure.signature();
        if (signature == null || on.signature() == null) {
            return new Blamed(Blame.BASE, "the target is red on %s too".formatted(base));
        }
        if (signature.equals(on.signature())) {
            return new Blamed(Blame.BASE, "it fails in the same way on " + base);
        }
        if (seen.flake() != null || on.flaky()) {
            return new Blamed(Blame.FLAKE, "the target is known to be flaky on " + base);
        }
        return new Blamed(
                Blame.NEW,
                "the target is red on %s too, but fails there in another way".formatted(base));
    }

    /// A failure of a proposed commit.
    ///
    /// @param infra whether it ended for a cause outside the code
    /// @param signature what it says; null where that is not known
    public record Failure(boolean infra, @Nullable Signature signature) {}

    /// The newest verdict of a target.
    public enum Newest {
        /// it never had one
        NONE,
        /// it passed
        GREEN,
        /// it failed
        RED
    }

    /// How the target stands on the base.
    ///
    /// @param newest its newest verdict
    /// @param signature what its newest failure says, where it is red; null where that is not known
    /// @param flaky whether it is watched or quarantined
    /// @param incident name of an incident that lasts there; null where none does
    public record OnBase(
            Newest newest,
            @Nullable Signature signature,
            boolean flaky,
            @Nullable String incident) {}

    /// Where the same signature was seen of late.
    ///
    /// @param flake commit of the base where the target failed with it and passed as well; null
    ///   where none is known
    /// @param redTarget another target that is red with it on the base; null where none is
    /// @param proposals how many other proposals failed with it
    public record Seen(@Nullable String flake, @Nullable String redTarget, int proposals) {

        /// Nowhere.
        public static final Seen NOWHERE = new Seen(null, null, 0);
    }
}
