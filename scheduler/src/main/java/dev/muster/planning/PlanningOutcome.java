package dev.muster.planning;

import dev.muster.config.diagnostic.Diagnostic;
import dev.muster.config.model.CiConfig;
import dev.muster.plan.Plan;

import java.util.List;
import java.util.Map;

/// What came of planning a commit.
public sealed interface PlanningOutcome {

    /// @param texts the configuration files, by path
    /// @param configs what they say
    /// @param warnings what there is to say about them
    /// @param plan what was decided
    /// @param difference what the commit's own configuration would change where it does not count,
    ///   in sentences; empty where it counts or says the same
    record Planned(
            Map<String, byte[]> texts,
            List<CiConfig> configs,
            List<Diagnostic> warnings,
            Plan plan,
            List<String> difference)
            implements PlanningOutcome {
        public Planned {
            configs = List.copyOf(configs);
            warnings = List.copyOf(warnings);
            difference = List.copyOf(difference);
        }
    }

    /// A configuration has errors, so nothing runs.
    ///
    /// @param diagnostics all there is to say about the files
    record Invalid(List<Diagnostic> diagnostics) implements PlanningOutcome {
        public Invalid {
            diagnostics = List.copyOf(diagnostics);
        }
    }

    /// The commit has no configuration file.
    record Missing() implements PlanningOutcome {}
}
