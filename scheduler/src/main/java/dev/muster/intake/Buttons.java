package dev.muster.intake;

import com.fasterxml.jackson.databind.JsonNode;

import dev.muster.checks.CheckNames;
import dev.muster.core.ci.CommitSha;
import dev.muster.planning.TrackedRepository;
import dev.muster.presubmit.Presubmit;
import dev.muster.presubmit.Presubmit.Outcome;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Pattern;

/// What people ask for on GitHub: by a button at a check run, by running a check again, by a
/// comment. Whether they may is asked of GitHub before anything is done.
final class Buttons {

    /// The label that lets the present head of a pull request run.
    static final String APPROVE_LABEL = "muster: approve";

    private static final Pattern COMMAND =
            Pattern.compile(
                    "(?m)^\\s*/muster\\s+(rerun|approve)(?:[ \\t]+([^\\r\\n]{1,500}?))?\\s*$");
    private static final Pattern SHA = Pattern.compile("[0-9a-f]{40}");

    private final Presubmit presubmit;

    Buttons(Presubmit presubmit) {
        this.presubmit = presubmit;
    }

    Outcome checkRun(TrackedRepository repository, JsonNode body) {
        var check = body.path("check_run");
        var head = check.path("head_sha").asText();
        if (!SHA.matcher(head).matches()) {
            return new Outcome.Done();
        }
        var sha = new CommitSha(head);
        var who = GitHubEvents.sender(body);
        return switch (body.path("action").asText()) {
            case "rerequested" ->
                    presubmit.rerun(
                            repository,
                            sha,
                            CheckNames.behindPrefix(check.path("name").asText()),
                            who);
            case "requested_action" ->
                    requested(
                            repository,
                            sha,
                            body.path("requested_action").path("identifier").asText(),
                            who);
            default -> new Outcome.Done();
        };
    }

    private Outcome requested(
            TrackedRepository repository, CommitSha head, String identifier, String who) {
        return switch (identifier) {
            case "approve" -> presubmit.approveHead(repository, head, who);
            case "rerun_failed" -> presubmit.rerun(repository, head, "", who);
            default -> new Outcome.Done();
        };
    }

    Outcome checkSuite(TrackedRepository repository, JsonNode body) {
        var head = body.path("check_suite").path("head_sha").asText();
        return body.path("action").asText().equals("rerequested") && SHA.matcher(head).matches()
                ? presubmit.rerun(repository, new CommitSha(head), "", GitHubEvents.sender(body))
                : new Outcome.Done();
    }

    /// A comment without a time is older than any head.
    private static Instant said(JsonNode comment) {
        try {
            return Instant.parse(comment.path("created_at").asText());
        } catch (DateTimeParseException unreadable) {
            return Instant.EPOCH;
        }
    }

    Outcome comment(TrackedRepository repository, JsonNode body) {
        var comment = body.path("comment");
        var command = COMMAND.matcher(comment.path("body").asText());
        if (!body.path("action").asText().equals("created")
                || !body.path("issue").has("pull_request")
                || !command.find()) {
            return new Outcome.Done();
        }
        var number = body.path("issue").path("number").asInt();
        var who = comment.path("user").path("login").asText("ghost");
        var rest = command.group(2) == null ? "" : command.group(2).strip();
        return command.group(1).equals("approve")
                ? presubmit.approvePresent(
                        repository, number, rest.toLowerCase(Locale.ROOT), said(comment), who)
                : presubmit.rerunPresent(repository, number, rest, who);
    }
}
