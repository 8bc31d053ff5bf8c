package dev.muster.report;

import dev.muster.config.diagnostic.Code;

/// Each code in a sentence, for those who meet it in a list.
public final class CodeWords {

    private CodeWords() {}

    /// What the code finds.
    public static String of(Code code) {
        return switch (code) {
            case YAML_SYNTAX -> "The text is not YAML, or not UTF-8.";
            case YAML_LIMIT -> "The text exceeds a limit that keeps hostile files harmless.";
            case DUPLICATE_KEY -> "A key stands twice in one map, or in both of its spellings.";
            case WRONG_TYPE -> "A value is of another type than its key takes.";
            case UNKNOWN_KEY -> "The language has no such key.";
            case UNSUPPORTED_VERSION -> "The file is written in a version not known here.";
            case NO_TARGETS -> "The file declares no target.";
            case NO_BRANCHES -> "The file enables no branch.";
            case MISSING_NAME -> "A target has no name.";
            case DUPLICATE_TARGET -> "Two targets have the same name.";
            case UNKNOWN_PLATFORM -> "The first word of a target's name is no declared platform.";
            case UNUSED_PLATFORM -> "No target uses the platform.";
            case NEW_TARGET_NOT_BRINGUP -> "A target new to the default branch is not in bringup.";
            case UNPINNED_DEPENDENCY -> "A dependency's version is missing, empty or 'latest'.";
            case BAD_REGEX -> "A regular expression does not compile.";
            case BAD_GLOB -> "A glob does not compile.";
            case READ_AS_REGEX -> "A pattern without prefix is read as a regular expression.";
            case IGNORED_RUN_IF_NOT -> "'run_if_not' is ignored beside 'run_if'.";
            case PATTERN_MATCHES_NOTHING -> "A path pattern matches no file of the repository.";
            case PATTERN_MATCHES_ALL -> "A path pattern matches every file of the repository.";
            case BRANCH_MATCHES_NOTHING -> "A branch pattern matches no branch.";
            case BAD_PROPERTY -> "A property is malformed JSON or outside its type.";
            case UNREACHABLE_PROMOTION -> "No number of clean runs reaches the thresholds.";
            case OVERWRITTEN_PROPERTY -> "The service owns the property and overwrites it.";
            case BAD_TIMEOUT -> "A timeout is outside 1 to 4320 minutes.";
            case NEVER_RUNS -> "No event runs the target.";
            case RELEASE_BRINGUP -> "A release build is in bringup.";
            case MISSING_TASK_NAME -> "A target tagged 'devicelab' has no 'task_name'.";
            case NO_OWNER -> "Nobody answers for the target.";
            case NOT_DISPATCHABLE -> "No runner labels can be derived for the target.";
            case OLD_FORM -> "An older spelling is used that is still taken.";
        };
    }
}
