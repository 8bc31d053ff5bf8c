package dev.muster.adapter.github;

import com.fasterxml.jackson.databind.JsonNode;

/// Tells the workflow runs that this App asked for from those of people, who may give theirs any
/// title, also one of ours.
final class OwnRuns {

    /// The workflow that the App asks for.
    static final String FILE = "muster.yml";

    /// The workflow that GitHub starts by itself, for the code of forks.
    static final String FILE_FOR_FORKS = "muster-pull.yml";

    private static final String PATH = ".github/workflows/" + FILE;

    private OwnRuns() {}

    /// Whether a run was asked for by the App. Who runs it again does not matter, for that is told
    /// apart from who asked for it first.
    ///
    /// @param login under which the App acts
    static boolean has(JsonNode run, String login) {
        var path = run.path("path").asText();
        return run.path("event").asText().equals("workflow_dispatch")
                && (path.equals(PATH) || path.startsWith(PATH + "@"))
                && run.path("actor").path("login").asText().equals(login);
    }
}
