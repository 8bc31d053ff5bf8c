package dev.muster.config.model;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// When a target runs: the keys of a target that the planner reads.
///
/// @param bringup under development: not in presubmit, never blocks the tree
/// @param presubmit whether it runs on pull requests and merge groups
/// @param postsubmit whether it runs on landed commits
/// @param runIf presubmit only: run when these select a changed file; empty means always
/// @param runIfNot presubmit only, ignored when `runIf` is not empty: skip when any changed file is
///   selected
/// @param branches replaces the configuration's list when not empty
/// @param backfill whether gaps are filled later; null when the file does not say
/// @param promoted whether the file says `bringup: false` outright, by which a target of another
///   scheduler blocks
public record Enablement(
        boolean bringup,
        boolean presubmit,
        boolean postsubmit,
        List<PathPattern> runIf,
        List<PathPattern> runIfNot,
        List<BranchPattern> branches,
        @Nullable Boolean backfill,
        boolean promoted) {

    public Enablement {
        runIf = List.copyOf(runIf);
        runIfNot = List.copyOf(runIfNot);
        branches = List.copyOf(branches);
    }

    /// One that does not say `bringup: false` outright.
    public Enablement(
            boolean bringup,
            boolean presubmit,
            boolean postsubmit,
            List<PathPattern> runIf,
            List<PathPattern> runIfNot,
            List<BranchPattern> branches,
            @Nullable Boolean backfill) {
        this(bringup, presubmit, postsubmit, runIf, runIfNot, branches, backfill, false);
    }
}
