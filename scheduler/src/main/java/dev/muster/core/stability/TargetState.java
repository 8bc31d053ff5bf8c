package dev.muster.core.stability;

/// The state of a target.
public sealed interface TargetState {

    /// The word used in JSON and in the store.
    String word();

    /// On trial.
    record Bringup() implements TargetState {
        @Override
        public String word() {
            return "bringup";
        }
    }

    /// It blocks and may.
    record Stable() implements TargetState {
        @Override
        public String word() {
            return "stable";
        }
    }

    /// It blocks, and its flakes are watched.
    record Watched() implements TargetState {
        @Override
        public String word() {
            return "watch";
        }
    }

    /// Its failures are neutral for a time.
    record Quarantined() implements TargetState {
        @Override
        public String word() {
            return "quarantined";
        }
    }

    /// It fails, and not by chance.
    ///
    /// @param failedRuns how many runs failed in a row
    record Broken(int failedRuns) implements TargetState {
        @Override
        public String word() {
            return "broken";
        }
    }
}
