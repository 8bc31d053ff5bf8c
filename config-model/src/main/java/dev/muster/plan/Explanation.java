package dev.muster.plan;

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
