package dev.muster.simulate;

import java.util.List;

/// The same history under several policies, with the same runners and the same chance.
///
/// @param history what happened
/// @param outcomes one for each policy, in the order asked for
public record Comparison(History history, List<Outcome> outcomes) {

    public Comparison {
        outcomes = List.copyOf(outcomes);
    }

    /// Replays a history under each policy.
    ///
    /// @param equal whether backfill of the others rests while they are ahead of what `cocoon`
    ///   spends
    public static Comparison of(History history, List<Policy> policies, boolean equal) {
        var budget =
                equal ? Simulation.spending(history, Policy.COCOON) : Simulation.Budget.UNBOUNDED;
        var outcomes =
                policies.parallelStream()
                        .map(
                                policy ->
                                        policy == Policy.COCOON
                                                ? Simulation.of(history, policy)
                                                : Simulation.of(history, policy, budget))
                        .toList();
        return new Comparison(history, outcomes);
    }
}
