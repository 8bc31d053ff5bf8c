package dev.muster.actions;

import java.util.List;

/// What a job of a workflow run is told: one row of its matrix.
///
/// @param lane which job of the workflow takes it
/// @param name the job's name, for people
/// @param target the target that it runs
/// @param runsOn the runner's labels
/// @param minutes after which GitHub ends the job
/// @param attempt which execution of the task it is
public record BuildRequest(
        String lane, String name, String target, List<String> runsOn, int minutes, int attempt) {

    public BuildRequest {
        runsOn = List.copyOf(runsOn);
    }
}
