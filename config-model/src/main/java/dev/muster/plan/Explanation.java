package dev.muster.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How one decision came about.
///
/// @param decision what was decided
/// @param scheduling how postsubmit spends capacity on the target
/// @param steps every rule of the chain, in order
public record Explanation(Decision decision, Scheduling scheduling, List<Step> steps) {

    public Explanation {
        steps = List.copyOf(steps);
    }

    /// The rules of a decision that was made before and kept: which of them decided follows from
    /// its reason. What those before it looked at is not known any more.
    ///
    /// @param event the event's word
    /// @param reason the decision's reason
    /// @param detail its particulars
    /// @return nothing where no rule of the event decides for that reason
    public static List<Step> recalled(String event, Reason reason, String detail) {
        var decider = Rules.decider(reason, detail);
        var steps = new ArrayList<Step>();
        var outcome = Outcome.PASSED;
        for (var rule : Rules.of(event)) {
            if (rule.word().equals(decider)) {
                steps.add(new Step(decider, Outcome.DECIDED, detail));
                outcome = Outcome.NOT_REACHED;
            } else {
                steps.add(new Step(rule.word(), outcome, ""));
            }
        }
        return outcome == Outcome.NOT_REACHED ? List.copyOf(steps) : List.of();
    }

    /// What a rule did.
    public enum Outcome {
        /// it let the target pass on to the next rule
        PASSED,
        /// it decided
        DECIDED,
        /// an earlier rule had decided
        NOT_REACHED;

        /// The outcome as it is written in JSON.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// @param rule the rule's word
    /// @param outcome what it did
    /// @param detail what it looked at; may be empty
    public record Step(String rule, Outcome outcome, String detail) {}
}
