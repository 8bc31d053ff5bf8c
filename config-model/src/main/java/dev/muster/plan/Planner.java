package dev.muster.plan;

import dev.muster.config.model.CiConfig;
import dev.muster.config.model.Target;
import dev.muster.config.model.TargetName;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Decides, for every target of a repository's configurations, whether an event runs it now, later,
/// or not, and why.
///
/// A planner is made once per content of the configurations: making it compiles their patterns,
/// planning does not. It holds no state that shows: equal arguments give an equal plan.
public final class Planner {

    private final Candidates candidates;
    private final Outlook.Known outlooks = new Outlook.Known();

    private Planner(Candidates candidates) {
        this.candidates = candidates;
    }

    /// @param settings what the operator decided
    /// @param configs the configurations of the commit under test, in order
    /// @param defaultBranchConfigs the default branch's copies of the same files; empty when the
    ///   commit is on it or they are unknown
    public static Planner of(
            RepoSettings settings, List<CiConfig> configs, List<CiConfig> defaultBranchConfigs) {
        return new Planner(new Candidates(settings, configs, defaultBranchConfigs));
    }

    /// Pure: equal arguments give an equal plan.
    public Plan plan(RepoEvent event, ChangedFiles changed, TaskHistory history) {
        var facts = new Facts(candidates, event, changed, history);
        return new Plan(event, changed, outlooks.of(facts, candidates).decide(facts));
    }

    /// Each rule of one target's decision, in order, up to the one that decided; and those that
    /// were not reached. Nothing where no configuration declares the target.
    public Optional<Explanation> explain(
            TargetName target, RepoEvent event, ChangedFiles changed, TaskHistory history) {
        var facts = new Facts(candidates, event, changed, history);
        return candidates.all().stream()
                .filter(it -> it.target().name().equals(target))
                .findFirst()
                .map(it -> explain(it, facts));
    }

    private static Explanation explain(Candidate candidate, Facts facts) {
        var steps = new ArrayList<Explanation.Step>();
        Decision decision = null;
        for (var rule : Rules.of(facts.event())) {
            if (decision != null) {
                steps.add(new Explanation.Step(rule.word(), Explanation.Outcome.NOT_REACHED, ""));
                continue;
            }
            var ruling = rule.apply(candidate, facts);
            switch (ruling) {
                case Ruling.Passed(var detail) ->
                        steps.add(
                                new Explanation.Step(
                                        rule.word(), Explanation.Outcome.PASSED, detail));
                case Ruling.Decided decided -> {
                    decision = decided.on(candidate);
                    steps.add(
                            new Explanation.Step(
                                    rule.word(), Explanation.Outcome.DECIDED, decision.detail()));
                }
            }
        }
        return new Explanation(
                undecidedIsABug(decision, candidate.target()), candidate.scheduling(), steps);
    }

    private static Decision undecidedIsABug(
            @org.jspecify.annotations.Nullable Decision decision, Target target) {
        if (decision == null) {
            throw new IllegalStateException("no rule decided " + target.name());
        }
        return decision;
    }
}
