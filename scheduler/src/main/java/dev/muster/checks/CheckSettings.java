package dev.muster.checks;

import dev.muster.core.ci.RepoSlug;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What the operator decided about check runs.
///
/// @param url where people reach this service, without a slash at the end
/// @param mode which targets get a check run of their own
/// @param others the same for repositories where it differs
public record CheckSettings(String url, Mode mode, Map<RepoSlug, Mode> others) {

    private static final int MOST_EACH = 40;

    public CheckSettings {
        others = Map.copyOf(others);
    }

    /// The same for every repository.
    public CheckSettings(String url, Mode mode) {
        this(url, mode, Map.of());
    }

    /// Which targets of a repository get a check run of their own.
    Mode of(RepoSlug repo) {
        return others.getOrDefault(repo, mode);
    }

    /// Whether targets get a check run of their own only where they fail, so that what is shown by
    /// now matters.
    ///
    /// @param targets how many run
    public boolean leavesOut(RepoSlug repo, int targets) {
        return switch (of(repo)) {
            case AUTO -> targets > MOST_EACH;
            case FAILURES -> true;
            case EACH, NONE -> false;
        };
    }

    /// Which targets get a check run of their own.
    public enum Mode {
        /// every one while at most 40 run, else only failures
        AUTO,
        /// every one
        EACH,
        /// the failed ones, at most 20
        FAILURES,
        /// none
        NONE;

        /// The mode that a word names.
        public static Optional<Mode> of(String word) {
            return Arrays.stream(values())
                    .filter(it -> it.name().toLowerCase(Locale.ROOT).equals(word))
                    .findFirst();
        }
    }
}
