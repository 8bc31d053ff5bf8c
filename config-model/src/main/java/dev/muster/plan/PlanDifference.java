package dev.muster.plan;

import dev.muster.config.model.TargetName;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What an edit of the configurations changes for one event.
///
/// @param added targets that only the edited configurations declare
/// @param dropped targets that only the configurations before the edit declare
/// @param changed targets of both whose decision, reason or gating differs
/// @param unchanged how many targets of both stay as they are
public record PlanDifference(
        List<Decision> added, List<Decision> dropped, List<Change> changed, int unchanged) {

    public PlanDifference {
        added = List.copyOf(added);
        dropped = List.copyOf(dropped);
        changed = List.copyOf(changed);
    }

    /// @param before the decision before the edit
    /// @param after the decision after it
    public record Change(Decision before, Decision after) {

        /// Whether the target blocks on one side only.
        public boolean regated() {
            return Gating.of(before.target()) != Gating.of(after.target());
        }
    }

    /// Compares two plans of the same event.
    public static PlanDifference between(Plan before, Plan after) {
        var old = byName(before);
        var added = new ArrayList<Decision>();
        var changed = new ArrayList<Change>();
        var unchanged = 0;
        for (var decision : after.decisions()) {
            var earlier = old.remove(decision.target().name());
            if (earlier == null) {
                added.add(decision);
            } else if (differ(earlier, decision)) {
                changed.add(new Change(earlier, decision));
            } else {
                unchanged++;
            }
        }
        return new PlanDifference(added, List.copyOf(old.values()), changed, unchanged);
    }

    private static Map<TargetName, Decision> byName(Plan plan) {
        var byName = new LinkedHashMap<TargetName, Decision>();
        plan.decisions().forEach(it -> byName.put(it.target().name(), it));
        return byName;
    }

    private static boolean differ(Decision before, Decision after) {
        return !before.word().equals(after.word())
                || before.reason() != after.reason()
                || Gating.of(before.target()) != Gating.of(after.target());
    }
}
