package dev.muster.api;

import dev.muster.plan.Reason;

import java.util.Locale;

/// Each reason of a decision as a sentence for people: the words on screen and in the reference.
public final class ReasonSentences {

    private ReasonSentences() {}

    /// @param reason the reason's word, as it is stored
    /// @param detail its particulars; may be empty
    public static String of(String reason, String detail) {
        var sentence = of(Reason.valueOf(reason.toUpperCase(Locale.ROOT)));
        return detail.isEmpty() ? sentence + "." : sentence + ": " + detail + ".";
    }

    /// The sentence of a reason, without its full stop.
    public static String of(Reason reason) {
        return switch (reason) {
            case ALWAYS -> "It runs for every change, since it has no path filter";
            case RUN_IF_MATCHED -> "It runs because a changed file is selected by its run_if";
            case DIFF_UNKNOWN -> "It runs because the changed files are not known";
            case CI_YAML_CHANGED -> "It runs because the change edits this very target";
            case GUARANTEED -> "It runs on every commit";
            case BATCH_DUE -> "It runs because its batch is full";
            case RECENT_FAILURE -> "It runs at once because its newest result is red";
            case REQUESTED -> "It runs because somebody asked for it";
            case RUN_IF_UNMATCHED ->
                    "It is skipped because no changed file is selected by its run_if";
            case RUN_IF_NOT_MATCHED ->
                    "It is skipped because a changed file is selected by its run_if_not";
            case BRINGUP -> "It is skipped because it is in bringup";
            case PRESUBMIT_DISABLED -> "It is skipped because it is not part of presubmit";
            case POSTSUBMIT_DISABLED -> "It is skipped because it is not part of postsubmit";
            case BRANCH_NOT_ENABLED -> "It is skipped because the branch is not enabled";
            case REMOVED_FROM_DEFAULT_BRANCH ->
                    "It is skipped because the default branch has removed it";
            case RELEASE_BUILD ->
                    "It is skipped because release builds run on release branches only";
            case STAGE_NOT_REACHED -> "It waits for an earlier stage";
            case ALREADY_BUILT -> "It is skipped because its result exists already";
            case NOT_REQUESTED -> "It was not asked for";
            case WAITING_FOR_BACKFILL -> "It waits for its batch or for backfill";
            case EXTERNAL_SCHEDULER -> "Another scheduler runs it and posts its status";
        };
    }
}
