package dev.muster.actions;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What a job of a workflow run is told: one row of its matrix.
///
/// @param lane which job of the workflow takes it
/// @param name the job's name, for people
/// @param target the target that it runs
/// @param runsOn the runner's labels
/// @param minutes after which GitHub ends the job
/// @param attempt which execution of the task it is
/// @param event what it runs for: `presubmit`, `merge_group` or `postsubmit`; null in requests of
///   earlier versions
/// @param properties what a recipe's workflow is told, as JSON; null for a target that is run by
///   its command
public record BuildRequest(
        String lane,
        String name,
        String target,
        List<String> runsOn,
        int minutes,
        int attempt,
        @Nullable String event,
        @Nullable String properties) {

    public BuildRequest {
        runsOn = List.copyOf(runsOn);
    }
}
