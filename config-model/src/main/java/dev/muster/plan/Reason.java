package dev.muster.plan;

import java.util.Locale;

/// Why a decision is what it is. Each has a sentence in the reference.
public enum Reason {
    /// the target has no path filter
    ALWAYS,
    /// a changed file is selected by `run_if`
    RUN_IF_MATCHED,
    /// the list of changed files is unknown or cut short
    DIFF_UNKNOWN,
    /// the change edits this very target
    CI_YAML_CHANGED,
    /// the policy runs the target on every commit
    GUARANTEED,
    /// enough commits have passed since the last run
    BATCH_DUE,
    /// the target's last result was red
    RECENT_FAILURE,
    /// a person or program asked for it
    REQUESTED,
    /// no changed file is selected by `run_if`
    RUN_IF_UNMATCHED,
    /// a changed file is selected by `run_if_not`
    RUN_IF_NOT_MATCHED,
    /// the target is in bringup
    BRINGUP,
    /// `presubmit: false`
    PRESUBMIT_DISABLED,
    /// `postsubmit: false`
    POSTSUBMIT_DISABLED,
    /// no pattern of `enabled_branches` matches the branch
    BRANCH_NOT_ENABLED,
    /// the default branch's configuration has no such target any more
    REMOVED_FROM_DEFAULT_BRANCH,
    /// a release build, off release branches
    RELEASE_BUILD,
    /// an earlier stage has not passed
    STAGE_NOT_REACHED,
    /// the result exists already
    ALREADY_BUILT,
    /// not asked for by the request
    NOT_REQUESTED,
    /// the batch is not full; backfill may run it sooner
    WAITING_FOR_BACKFILL,
    /// another scheduler owns the target
    EXTERNAL_SCHEDULER;

    /// The reason as it is written in JSON.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
