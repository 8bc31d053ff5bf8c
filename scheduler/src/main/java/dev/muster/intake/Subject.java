package dev.muster.intake;

import com.fasterxml.jackson.databind.JsonNode;

/// What a delivery is about, as far as its handling needs an order.
final class Subject {

    private Subject() {}

    /// Deliveries about different subjects may be handled at once, those about the same one after
    /// the other. Empty where it must be alone, such as what installs the App or renames a
    /// repository: what comes later depends on it.
    static String of(String event, JsonNode body) {
        var repository = body.path("repository").path("id").asText();
        var about =
                switch (event) {
                    case "pull_request" -> "pull " + body.path("number").asText();
                    case "push" -> branch(body);
                    case "workflow_run" -> "run " + body.path("workflow_run").path("id").asText();
                    case "workflow_job" ->
                            "run " + body.path("workflow_job").path("run_id").asText();
                    case "check_run" ->
                            "commit " + body.path("check_run").path("head_sha").asText();
                    default -> "";
                };
        return repository.isEmpty() || about.isEmpty() ? "" : repository + " " + about;
    }

    /// All merge groups are one.
    private static String branch(JsonNode body) {
        var ref = body.path("ref").asText();
        return ref.startsWith("refs/heads/gh-readonly-queue/") ? "" : "branch " + ref;
    }
}
