package dev.muster.cli.actions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.config.json.Unprintable;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Tells the service how targets go, as the job that GitHub's token proves.
///
/// What cannot be told is not worth a failed target: the service also learns of jobs by other ways.
public final class StatusReporter {

    /// Tries of a start, which the target waits for, and of an end, which nobody waits for.
    private static final int TRIES_AT_START = 4;

    private static final int TRIES_AT_END = 9;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LONGEST_WHY = 300;
    private static final String NONE = "{}";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final StepEnvironment step;
    private final URI address;
    private final IdentityTokens tokens;
    private final HttpClient client;
    private final Pause pause;

    private StatusReporter(
            StepEnvironment step,
            String service,
            IdentityTokens tokens,
            HttpClient client,
            Pause pause) {
        this.step = step;
        this.address = URI.create(service + "/api/v1/task-status");
        this.tokens = tokens;
        this.client = client;
        this.pause = pause;
    }

    /// Whether there is anybody to tell.
    public sealed interface Setup {
        /// @param reporter who tells
        record Ready(StatusReporter reporter) implements Setup {}

        /// @param why nobody is told, in a sentence
        record Off(String why) implements Setup {}
    }

    /// What the service made of a report.
    public sealed interface Answer {
        /// It was taken.
        ///
        /// @param parameters values to run with instead of declared properties, as a JSON object
        record Taken(String parameters) implements Answer {}

        /// Another job has the target; this one is a late twin.
        ///
        /// @param why as the service says it
        record NotOurs(String why) implements Answer {}

        /// The service could not be told.
        ///
        /// @param why in a sentence
        record Untold(String why) implements Answer {}
    }

    /// The reporter of a step.
    public static Setup of(StepEnvironment step) {
        return of(step, Pause.real());
    }

    static Setup of(StepEnvironment step, Pause pause) {
        var service = step.text("MUSTER_URL");
        if (service.isEmpty()) {
            return new Setup.Off("MUSTER_URL names no service");
        }
        var url = step.text("ACTIONS_ID_TOKEN_REQUEST_URL");
        var secret = step.text("ACTIONS_ID_TOKEN_REQUEST_TOKEN");
        if (url.isEmpty() || secret.isEmpty()) {
            return new Setup.Off("the job has no identity: its permissions lack 'id-token: write'");
        }
        var client =
                HttpClient.newBuilder()
                        .connectTimeout(Duration.ofSeconds(10))
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
        var address = service.get().replaceAll("/+$", "");
        var tokens = new IdentityTokens(url.get(), secret.get(), address, client);
        return new Setup.Ready(new StatusReporter(step, address, tokens, client, pause));
    }

    /// Says that a target starts.
    public Answer started(String target, Instant at) throws InterruptedException {
        var body = body(target, "running").put("startedAt", at.toString());
        return send(body, TRIES_AT_START);
    }

    /// Says how a target ended.
    ///
    /// @param status as the API writes it
    /// @param note for people; may be empty
    /// @param failure its signature; may be empty
    public Answer finished(
            String target, String status, Instant from, Instant to, String note, String failure)
            throws InterruptedException {
        var body =
                body(target, status)
                        .put("startedAt", from.toString())
                        .put("finishedAt", to.toString());
        if (!note.isEmpty()) {
            body.put("note", note);
        }
        if (!failure.isEmpty()) {
            body.put("failure", failure);
        }
        return send(body, TRIES_AT_END);
    }

    private ObjectNode body(String target, String status) {
        var body =
                JSON.createObjectNode()
                        .put("repository", step.text("GITHUB_REPOSITORY").orElse(""))
                        .put(
                                "sha",
                                step.text("MUSTER_COMMIT")
                                        .or(() -> step.text("GITHUB_SHA"))
                                        .orElse(""))
                        .put("target", target)
                        .put("status", status)
                        .put("attempt", attempt());
        step.text("MUSTER_BRANCH").ifPresent(it -> body.put("branch", it));
        step.text("MUSTER_CORRELATION").ifPresent(it -> body.put("correlation", it));
        step.text("GITHUB_RUN_ID").ifPresent(it -> body.put("runId", it));
        step.log().ifPresent(it -> body.put("logUrl", it));
        return body;
    }

    private int attempt() {
        var text = step.text("MUSTER_ATTEMPT").orElse("1");
        return text.matches("[1-9][0-9]{0,5}") ? Integer.parseInt(text) : 1;
    }

    private Answer send(ObjectNode body, int tries) throws InterruptedException {
        var why = "";
        var wait = FIRST_PAUSE;
        for (var left = tries; left > 0; left--) {
            var asked = Duration.ZERO;
            try {
                var answer = post(tokens.fetch(), body.toString());
                if (answer.statusCode() / 100 == 2) {
                    return new Answer.Taken(parameters(answer.body()));
                }
                why = told(answer);
                if (answer.statusCode() == 409) {
                    return new Answer.NotOurs(why);
                }
                if (answer.statusCode() / 100 == 4 && answer.statusCode() != 429) {
                    return new Answer.Untold(why);
                }
                asked = retryAfter(answer);
            } catch (IOException e) {
                why = shown(String.valueOf(e.getMessage()));
            }
            if (left > 1) {
                pause.pause(asked.isZero() ? wait : asked);
                wait =
                        wait.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
                                ? LONGEST_PAUSE
                                : wait.multipliedBy(2);
            }
        }
        return new Answer.Untold("%s, %d times".formatted(why, tries));
    }

    private HttpResponse<String> post(String token, String body)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(address)
                        .timeout(PATIENCE)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        var answer = client.send(request, BodyHandlers.ofString());
        if (answer.body().contains(token)) {
            throw new IOException("the service sent the token back, so its answer is not shown");
        }
        return answer;
    }

    private static Duration retryAfter(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("Retry-After")
                .filter(it -> it.matches("[0-9]{1,4}"))
                .map(
                        it ->
                                Duration.ofSeconds(
                                        Math.min(Long.parseLong(it), LONGEST_PAUSE.toSeconds())))
                .orElse(Duration.ZERO);
    }

    private static String told(HttpResponse<String> answer) {
        return "the service answered %d%s"
                .formatted(
                        answer.statusCode(), detail(answer.body()).map(it -> ": " + it).orElse(""));
    }

    private static String parameters(String body) {
        try {
            var parameters = JSON.readTree(body).path("tasks").path(0).path("parameters");
            return parameters.isObject() ? parameters.toString() : NONE;
        } catch (JsonProcessingException e) {
            return NONE;
        }
    }

    private static Optional<String> detail(String body) {
        try {
            return Optional.of(shown(JSON.readTree(body).path("detail").asText()))
                    .filter(it -> !it.isBlank());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static String shown(String text) {
        var shown = new StringBuilder();
        text.codePoints()
                .limit(LONGEST_WHY)
                .forEach(c -> shown.appendCodePoint(Unprintable.is(c) ? ' ' : c));
        return shown.toString();
    }
}
