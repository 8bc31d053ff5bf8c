package dev.muster.core.stability;

import java.util.Locale;

/// What should be done about a target, and why; or what speaks against doing anything.
public sealed interface Advice {

    /// The reason in a sentence.
    String sentence();

    /// The word used in JSON and in the store, such as `more_runs`.
    default String word() {
        return getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                .toLowerCase(Locale.ROOT);
    }

    /// Promote it: it has earned trust.
    ///
    /// @param runs clean runs in a row
    /// @param tolerated the flake rate it may have
    /// @param confidence how probable it is that it has no more
    record Promote(int runs, double tolerated, double confidence) implements Advice {
        @Override
        public String sentence() {
            return "the newest %d runs passed; with probability %s at most %s of its runs flake"
                    .formatted(runs, share(confidence), percent(tolerated));
        }
    }

    /// Tell its owner: it flakes more than it may.
    ///
    /// @param flakeRate share of runs that flaked
    /// @param tolerated the flake rate it may have
    /// @param confidence how probable it is that it has more
    record TellOwner(double flakeRate, double tolerated, double confidence) implements Advice {
        @Override
        public String sentence() {
            return "%s of its runs flake; with probability %s that is more than the %s it may"
                    .formatted(percent(flakeRate), share(confidence), percent(tolerated));
        }
    }

    /// Quarantine it: it flakes far too often to block.
    ///
    /// @param flakeRate share of runs that flaked
    /// @param tolerated the flake rate it may have
    /// @param confidence how probable it is that it has more
    record Quarantine(double flakeRate, double tolerated, double confidence) implements Advice {
        @Override
        public String sentence() {
            return "%s of its runs flake; with probability %s that is more than the %s it may"
                    .formatted(percent(flakeRate), share(confidence), percent(tolerated));
        }
    }

    /// Lift its quarantine: it has earned trust since it was mended.
    ///
    /// @param runs clean runs in a row since
    /// @param confidence how probable it is that its flake rate is tolerable
    record LiftQuarantine(int runs, double confidence) implements Advice {
        @Override
        public String sentence() {
            return "all %d runs since the fix passed; with probability %s it flakes no more than it may"
                    .formatted(runs, share(confidence));
        }
    }

    /// Search the commit that broke it.
    ///
    /// @param failedRuns how many runs failed in a row
    record SearchCulprit(int failedRuns) implements Advice {
        @Override
        public String sentence() {
            return "the newest %d runs failed".formatted(failedRuns);
        }
    }

    /// Wait: more clean runs are needed.
    ///
    /// @param runs clean runs by now
    /// @param wanted how many it takes
    record MoreRuns(int runs, int wanted) implements Advice {
        @Override
        public String sentence() {
            return "%d of %d clean runs in a row".formatted(runs, wanted);
        }
    }

    /// Wait: the clean runs are on too few commits.
    ///
    /// @param commits how many by now
    /// @param wanted how many it takes
    record MoreCommits(int commits, int wanted) implements Advice {
        @Override
        public String sentence() {
            return "its clean runs are on %d commits, it takes %d".formatted(commits, wanted);
        }
    }

    /// Wait: older flakes still weigh against it.
    ///
    /// @param confidence how probable it is that its flake rate is tolerable
    /// @param wanted how probable it must be
    record MoreConfidence(double confidence, double wanted) implements Advice {
        @Override
        public String sentence() {
            return "with probability %s its flake rate is tolerable, it takes %s"
                    .formatted(share(confidence), share(wanted));
        }
    }

    /// Leave it: nothing speaks for a change.
    record Leave() implements Advice {
        @Override
        public String sentence() {
            return "nothing speaks for a change";
        }
    }

    /// Leave it: the configuration asks not to act on its flakes.
    record LeaveIgnored() implements Advice {
        @Override
        public String sentence() {
            return "the configuration says 'ignore_flakiness'";
        }
    }

    private static String percent(double rate) {
        return String.format(Locale.ROOT, "%.1f %%", rate * 100).replace(".0 %", " %");
    }

    private static String share(double probability) {
        return String.format(Locale.ROOT, "%.2f", Math.floor(probability * 100) / 100);
    }
}
