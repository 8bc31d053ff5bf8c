package dev.muster.simulate;

import java.util.List;
import java.util.function.Function;

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
        if (!equal) {
            return of(history, policies, policy -> Simulation.of(history, policy));
        }
        var cocoon = Simulation.unbounded(history, Policy.COCOON);
        return of(
                history,
                policies,
                policy ->
                        policy == Policy.COCOON
                                ? cocoon.outcome()
                                : Simulation.of(history, policy, cocoon.spending()));
    }

    private static Comparison of(
            History history, List<Policy> policies, Function<Policy, Outcome> replay) {
        return new Comparison(history, policies.parallelStream().map(replay).toList());
    }
}
