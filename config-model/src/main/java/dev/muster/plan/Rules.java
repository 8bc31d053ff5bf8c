package dev.muster.plan;

import dev.muster.paths.PathFilters;
import dev.muster.plan.RepoEvent.CommitLanded;
import dev.muster.plan.RepoEvent.MergeGroupFormed;
import dev.muster.plan.RepoEvent.PullRequestUpdated;
import dev.muster.plan.RepoEvent.RunRequested;

import java.util.List;
import java.util.function.BiFunction;

/// The chains of rules: for each kind of event the first rule that decides gives the reason.
final class Rules {

    private static final Rule PRESUBMIT_ENABLED =
            standing("presubmit_enabled", Rules::presubmitEnabled);
    private static final Rule NOT_IN_BRINGUP = standing("not_in_bringup", Rules::notInBringup);
    private static final Rule BRANCH_ENABLED = standing("branch_enabled", Rules::branchEnabled);
    private static final Rule ON_DEFAULT_BRANCH =
            standing("on_default_branch", Rules::onDefaultBranch);
    private static final Rule OUR_SCHEDULER = standing("our_scheduler", Rules::ourScheduler);
    private static final Rule DIFF_KNOWN = passing("diff_known", Rules::diffKnown);
    private static final Rule PATH_FILTER = passing("path_filter", Rules::pathFilter);

    private static final Ruling RUN_ALWAYS = new Ruling.Run(Reason.ALWAYS, "");
    private static final Ruling RUN_GUARANTEED = new Ruling.Run(Reason.GUARANTEED, "");
    private static final Ruling RUN_REQUESTED = new Ruling.Run(Reason.REQUESTED, "");
    private static final Ruling SKIP_UNMATCHED =
            new Ruling.Skip(Reason.RUN_IF_UNMATCHED, "no changed file matches run_if");
    private static final Ruling SKIP_NOT_REQUESTED = new Ruling.Skip(Reason.NOT_REQUESTED, "");

    private static final List<Rule> PRESUBMIT =
            List.of(
                    PRESUBMIT_ENABLED,
                    NOT_IN_BRINGUP,
                    BRANCH_ENABLED,
                    ON_DEFAULT_BRANCH,
                    OUR_SCHEDULER,
                    DIFF_KNOWN,
                    PATH_FILTER);

    private static final List<Rule> MERGE_GROUP =
            List.of(
                    PRESUBMIT_ENABLED,
                    NOT_IN_BRINGUP,
                    BRANCH_ENABLED,
                    ON_DEFAULT_BRANCH,
                    OUR_SCHEDULER,
                    standing("release_build", Rules::releaseBuildInGroup),
                    DIFF_KNOWN,
                    PATH_FILTER);

    private static final List<Rule> POSTSUBMIT =
            List.of(
                    standing("postsubmit_enabled", Rules::postsubmitEnabled),
                    BRANCH_ENABLED,
                    ON_DEFAULT_BRANCH,
                    standing("release_build", Rules::releaseBuildLanded),
                    OUR_SCHEDULER,
                    passing("policy", Rules::policy));

    private static final List<Rule> MANUAL = List.of(passing("requested", Rules::requested));

    private Rules() {}

    private static Rule standing(String word, BiFunction<Candidate, Facts, Ruling> says) {
        return new Rule(word, true, says);
    }

    private static Rule passing(String word, BiFunction<Candidate, Facts, Ruling> says) {
        return new Rule(word, false, says);
    }

    /// @param word its name in explanations
    /// @param standing whether its word is the same for all events of a kind on a branch; rules
    ///   that look at the changed files, the history or the request come after all that stand
    /// @param says what it says of a target
    record Rule(String word, boolean standing, BiFunction<Candidate, Facts, Ruling> says) {

        Ruling apply(Candidate candidate, Facts facts) {
            return says.apply(candidate, facts);
        }
    }

    static List<Rule> of(RepoEvent event) {
        return switch (event) {
            case PullRequestUpdated _ -> PRESUBMIT;
            case MergeGroupFormed _ -> MERGE_GROUP;
            case CommitLanded _ -> POSTSUBMIT;
            case RunRequested _ -> MANUAL;
        };
    }

    /// The rules for events of a kind.
    ///
    /// @param event its word
    static List<Rule> of(String event) {
        return switch (event) {
            case "presubmit" -> PRESUBMIT;
            case "merge_group" -> MERGE_GROUP;
            case "postsubmit" -> POSTSUBMIT;
            case "manual" -> MANUAL;
            default -> List.of();
        };
    }

    /// The word of the rule that decides for a reason; empty where none of them does.
    ///
    /// @param detail particulars of the decision
    static String decider(Reason reason, String detail) {
        return switch (reason) {
            case PRESUBMIT_DISABLED -> PRESUBMIT_ENABLED.word();
            case POSTSUBMIT_DISABLED -> "postsubmit_enabled";
            case BRINGUP -> NOT_IN_BRINGUP.word();
            case BRANCH_NOT_ENABLED -> BRANCH_ENABLED.word();
            case REMOVED_FROM_DEFAULT_BRANCH -> ON_DEFAULT_BRANCH.word();
            case EXTERNAL_SCHEDULER -> OUR_SCHEDULER.word();
            case RELEASE_BUILD -> "release_build";
            case DIFF_UNKNOWN -> DIFF_KNOWN.word();
            case ALWAYS -> detail.isEmpty() ? PATH_FILTER.word() : "release_build";
            case RUN_IF_MATCHED, RUN_IF_UNMATCHED, RUN_IF_NOT_MATCHED, CI_YAML_CHANGED ->
                    PATH_FILTER.word();
            case GUARANTEED, BATCH_DUE, RECENT_FAILURE, WAITING_FOR_BACKFILL -> "policy";
            case REQUESTED, NOT_REQUESTED -> "requested";
            case STAGE_NOT_REACHED, ALREADY_BUILT -> "";
        };
    }

    /// What the first of the rules says that does not pass; [Ruling#PASSED] where all do.
    static Ruling ask(List<Rule> rules, Candidate candidate, Facts facts) {
        for (var i = 0; i < rules.size(); i++) {
            var ruling = rules.get(i).apply(candidate, facts);
            if (ruling instanceof Ruling.Decided) {
                return ruling;
            }
        }
        return Ruling.PASSED;
    }

    private static Ruling presubmitEnabled(Candidate candidate, Facts facts) {
        return candidate.target().enablement().presubmit()
                ? Ruling.PASSED
                : new Ruling.Skip(Reason.PRESUBMIT_DISABLED, "presubmit: false");
    }

    private static Ruling postsubmitEnabled(Candidate candidate, Facts facts) {
        return candidate.target().enablement().postsubmit()
                ? Ruling.PASSED
                : new Ruling.Skip(Reason.POSTSUBMIT_DISABLED, "postsubmit: false");
    }

    private static Ruling notInBringup(Candidate candidate, Facts facts) {
        return candidate.target().enablement().bringup()
                ? new Ruling.Skip(Reason.BRINGUP, "bringup: true")
                : Ruling.PASSED;
    }

    private static Ruling branchEnabled(Candidate candidate, Facts facts) {
        return facts.branchRuling(candidate);
    }

    private static Ruling onDefaultBranch(Candidate candidate, Facts facts) {
        return !facts.onDefaultBranch() && candidate.base() == Candidate.Base.ABSENT
                ? new Ruling.Skip(
                        Reason.REMOVED_FROM_DEFAULT_BRANCH,
                        "%s has no such target".formatted(facts.settings().defaultBranch()))
                : Ruling.PASSED;
    }

    private static Ruling ourScheduler(Candidate candidate, Facts facts) {
        return candidate.target().external()
                ? new Ruling.External("scheduler: " + candidate.target().scheduler())
                : Ruling.PASSED;
    }

    private static Ruling releaseBuildInGroup(Candidate candidate, Facts facts) {
        return candidate.releaseBuild()
                ? new Ruling.Run(Reason.ALWAYS, "release builds run in every merge group")
                : Ruling.PASSED;
    }

    private static Ruling releaseBuildLanded(Candidate candidate, Facts facts) {
        return candidate.releaseBuild()
                        && !facts.settings().releaseBranches().isEmpty()
                        && !facts.onReleaseBranch()
                ? new Ruling.Skip(Reason.RELEASE_BUILD, facts.branch() + " is no release branch")
                : Ruling.PASSED;
    }

    private static Ruling diffKnown(Candidate candidate, Facts facts) {
        return facts.changed() instanceof ChangedFiles.Unknown(var why)
                ? new Ruling.Run(Reason.DIFF_UNKNOWN, why)
                : Ruling.PASSED;
    }

    private static Ruling pathFilter(Candidate candidate, Facts facts) {
        if (candidate.runIf() >= 0) {
            return runIf(candidate, facts);
        }
        var hit = candidate.runIfNot() < 0 ? null : facts.selected(candidate.runIfNot());
        return hit == null ? RUN_ALWAYS : new Ruling.Skip(Reason.RUN_IF_NOT_MATCHED, match(hit));
    }

    private static Ruling runIf(Candidate candidate, Facts facts) {
        var hit = facts.selected(candidate.runIf());
        if (hit != null) {
            return new Ruling.Run(Reason.RUN_IF_MATCHED, match(hit));
        }
        var config = candidate.config().path();
        if (candidate.base() == Candidate.Base.CHANGED && facts.touches(config)) {
            return new Ruling.Run(
                    Reason.CI_YAML_CHANGED, "the change edits this target in " + config);
        }
        return SKIP_UNMATCHED;
    }

    private static String match(PathFilters.Witness hit) {
        return hit.pattern() == null
                ? hit.path() + " is excluded by no entry"
                : hit.pattern().written() + " matched " + hit.path();
    }

    private static Ruling policy(Candidate candidate, Facts facts) {
        var past = facts.past(candidate.target().name());
        if (candidate.scheduling().policy() == SchedulingPolicy.GUARANTEED) {
            return RUN_GUARANTEED;
        }
        if (past != null && past.newestFailed()) {
            return new Ruling.Run(Reason.RECENT_FAILURE, "the newest result is red");
        }
        if (past != null && past.inLine()) {
            return new Ruling.Run(
                    Reason.BATCH_DUE, "it takes the place of an older commit that is still queued");
        }
        var batch = candidate.scheduling().batchSize();
        if (past != null && past.commitsSinceRun() + 1 >= batch) {
            return new Ruling.Run(
                    Reason.BATCH_DUE,
                    "%d commits since the last run".formatted(past.commitsSinceRun() + 1));
        }
        return new Ruling.Defer(
                Reason.WAITING_FOR_BACKFILL,
                (candidate.scheduling().backfill()
                                ? "a batch is %d commits; backfill may run it sooner"
                                : "a batch is %d commits, and backfill is off for this target")
                        .formatted(batch));
    }

    private static Ruling requested(Candidate candidate, Facts facts) {
        if (!(facts.event() instanceof RunRequested request)
                || !request.targets().contains(candidate.target().name())) {
            return SKIP_NOT_REQUESTED;
        }
        return candidate.target().external()
                ? new Ruling.External("asked for; scheduler: " + candidate.target().scheduler())
                : RUN_REQUESTED;
    }
}
