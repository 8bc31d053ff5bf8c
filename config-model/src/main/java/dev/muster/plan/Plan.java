package dev.muster.plan;

import java.util.List;

/// All decisions for one event.
///
/// @param event what happened
/// @param changed what it touches
/// @param decisions one for each target of each configuration, in file order
public record Plan(RepoEvent event, ChangedFiles changed, List<Decision> decisions) {

    public Plan {
        decisions = decisions instanceof DecisionList ? decisions : List.copyOf(decisions);
    }
}
