package dev.muster.plan;

import dev.muster.config.model.TargetName;

import java.util.Map;

/// What the planner may know of the past of a branch.
///
/// @param targets for each target that has ever had a task on the branch
public record TaskHistory(Map<TargetName, Past> targets) {

    /// Nothing is known.
    public static final TaskHistory NONE = new TaskHistory(Map.of());

    public TaskHistory {
        targets = Map.copyOf(targets);
    }

    /// @param commitsSinceRun landed commits since the newest one on which the target ran or runs,
    ///   the present one not counted
    /// @param newestFailed whether the target's newest finished task failed
    /// @param inLine whether that newest run is one that a plan queued and that no runner has taken
    public record Past(int commitsSinceRun, boolean newestFailed, boolean inLine) {

        /// Where nothing stands in line.
        public Past(int commitsSinceRun, boolean newestFailed) {
            this(commitsSinceRun, newestFailed, false);
        }
    }
}
