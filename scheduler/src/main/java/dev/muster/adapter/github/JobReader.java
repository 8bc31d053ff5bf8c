package dev.muster.adapter.github;

import com.fasterxml.jackson.databind.JsonNode;

import dev.muster.actions.JobSeen;
import dev.muster.core.ci.CommitSha;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads GitHub's description of a job, from its webhooks and from its API alike.
final class JobReader {

    private static final Pattern SHA = Pattern.compile("[0-9a-f]{40}");

    /// The step of the generated workflow that runs the target.
    private static final String STEP = "Run";

    private JobReader() {}

    static Optional<JobSeen> read(JsonNode node) {
        var head = node.path("head_sha").asText();
        if (!SHA.matcher(head).matches() || node.path("run_id").asLong() == 0) {
            return Optional.empty();
        }
        var failed = failedBefore(node);
        return Optional.of(
                new JobSeen(
                        node.path("run_id").asLong(),
                        node.path("run_attempt").asInt(1),
                        node.path("id").asLong(),
                        node.path("workflow_name").asText(),
                        node.path("name").asText(),
                        new CommitSha(head),
                        state(node, failed),
                        time(node.path("started_at")),
                        time(node.path("completed_at")),
                        failed));
    }

    private static JobSeen.State state(JsonNode node, String failed) {
        if (!node.path("status").asText().equals("completed")) {
            return node.path("status").asText().equals("in_progress")
                    ? JobSeen.State.RUNNING
                    : JobSeen.State.QUEUED;
        }
        return switch (node.path("conclusion").asText()) {
            case "success", "neutral" -> JobSeen.State.SUCCESS;
            case "cancelled" -> JobSeen.State.CANCELLED;
            case "timed_out" -> JobSeen.State.TIMED_OUT;
            case "skipped" -> JobSeen.State.SKIPPED;
            default -> failed.isEmpty() ? JobSeen.State.FAILURE : JobSeen.State.SETUP_FAILURE;
        };
    }

    /// The step that failed before the target's own could; empty where there was none. A recipe's
    /// job without such a step is the target's own throughout.
    private static String failedBefore(JsonNode node) {
        if (!node.path("steps").findValuesAsText("name").contains(STEP)) {
            return "";
        }
        for (var step : node.path("steps")) {
            var name = step.path("name").asText();
            if (name.equals(STEP)) {
                return "";
            }
            if (step.path("conclusion").asText().equals("failure")) {
                return name;
            }
        }
        return "";
    }

    private static @Nullable Instant time(JsonNode node) {
        var text = node.asText("");
        return text.isEmpty() || text.equals("null") ? null : Instant.parse(text);
    }
}
