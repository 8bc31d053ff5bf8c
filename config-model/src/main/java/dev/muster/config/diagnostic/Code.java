package dev.muster.config.diagnostic;

import java.util.Locale;

/// The kinds of diagnostics. A code is stable, has a page in the reference, and is never reused for
/// another fault.
public enum Code {
    /// the text is not YAML, or not UTF-8
    YAML_SYNTAX(Severity.ERROR),
    /// the text exceeds a limit that keeps hostile files harmless
    YAML_LIMIT(Severity.ERROR),
    /// a key stands twice in one map, or in both of its spellings
    DUPLICATE_KEY(Severity.ERROR),
    /// a value of another type than its key takes
    WRONG_TYPE(Severity.ERROR),
    /// a key that the language does not have
    UNKNOWN_KEY(Severity.ERROR),
    /// a `schema_version` that this program does not know
    UNSUPPORTED_VERSION(Severity.ERROR),
    /// no `targets`, or an empty list
    NO_TARGETS(Severity.ERROR),
    /// no `enabled_branches`, or an empty list
    NO_BRANCHES(Severity.ERROR),
    /// a target without a name
    MISSING_NAME(Severity.ERROR),
    /// a name that another target has
    DUPLICATE_TARGET(Severity.ERROR),
    /// no `platform_properties` entry for the first word of a name
    UNKNOWN_PLATFORM(Severity.WARNING),
    /// a `platform_properties` entry that no target uses
    UNUSED_PLATFORM(Severity.INFO),
    /// a target new to the default branch that is not in bringup
    NEW_TARGET_NOT_BRINGUP(Severity.ERROR),
    /// a dependency whose version is missing, empty or `latest`
    UNPINNED_DEPENDENCY(Severity.WARNING),
    /// a regular expression that does not compile
    BAD_REGEX(Severity.ERROR),
    /// a glob that does not compile
    BAD_GLOB(Severity.ERROR),
    /// an unprefixed pattern taken for a regular expression
    READ_AS_REGEX(Severity.INFO),
    /// `run_if_not` beside `run_if`
    IGNORED_RUN_IF_NOT(Severity.WARNING),
    /// a pattern that matches no file at hand
    PATTERN_MATCHES_NOTHING(Severity.WARNING),
    /// a pattern that matches every file at hand
    PATTERN_MATCHES_ALL(Severity.WARNING),
    /// a branch pattern that matches no branch at hand
    BRANCH_MATCHES_NOTHING(Severity.WARNING),
    /// malformed JSON, or a value outside a reserved property's type
    BAD_PROPERTY(Severity.ERROR),
    /// thresholds that no number of clean runs reaches
    UNREACHABLE_PROMOTION(Severity.WARNING),
    /// a property that the service owns and overwrites
    OVERWRITTEN_PROPERTY(Severity.WARNING),
    /// a timeout outside 1 to 4320 minutes
    BAD_TIMEOUT(Severity.ERROR),
    /// a target that no event runs
    NEVER_RUNS(Severity.WARNING),
    /// a release build on a target in bringup
    RELEASE_BRINGUP(Severity.WARNING),
    /// the tag `devicelab` without the property `task_name`
    MISSING_TASK_NAME(Severity.ERROR),
    /// nobody answers for the target
    NO_OWNER(Severity.WARNING),
    /// no runner labels can be derived
    NOT_DISPATCHABLE(Severity.WARNING),
    /// an older spelling that is still taken
    OLD_FORM(Severity.WARNING);

    private final Severity usual;

    Code(Severity usual) {
        this.usual = usual;
    }

    /// The severity unless a schema version or an option raises it.
    public Severity usual() {
        return usual;
    }

    /// The code as it is written: kebab-case.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
