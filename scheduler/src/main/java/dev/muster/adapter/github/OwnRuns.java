package dev.muster.adapter.github;

import com.fasterxml.jackson.databind.JsonNode;

/// Tells the workflow runs that this App asked for from those of people, who may give theirs any
/// title, also one of ours.
final class OwnRuns {

    /// The workflow that the App asks for.
    static final String FILE = "muster.yml";

    /// The workflow that GitHub starts by itself, for the code of forks.
    static final String FILE_FOR_FORKS = "muster-pull.yml";

    private static final String FOLDER = ".github/workflows/";

    private OwnRuns() {}

    /// Whether a run was asked for by the App. Who runs it again does not matter, for that is told
    /// apart from who asked for it first.
    ///
    /// @param login under which the App acts
    static boolean has(JsonNode run, String login) {
        return run.path("event").asText().equals("workflow_dispatch")
                && isOf(run, FILE)
                && run.path("actor").path("login").asText().equals(login);
    }

    /// Whether GitHub started a run by itself for a proposal.
    static boolean isOfProposal(JsonNode run) {
        return run.path("event").asText().equals("pull_request") && isOf(run, FILE_FOR_FORKS);
    }

    private static boolean isOf(JsonNode run, String file) {
        var path = run.path("path").asText();
        return path.equals(FOLDER + file) || path.startsWith(FOLDER + file + "@");
    }
}
