package dev.muster.cli.actions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;

import dev.muster.cli.actions.StatusReporter.Answer;
import dev.muster.cli.actions.StatusReporter.Setup;
import dev.muster.testkit.TestHttp;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

class StatusReporterTest {

    private static final Instant AT = Instant.parse("2026-11-20T12:00:00Z");
    private static final String TOKEN = "eyJ0.eyJz.c2ln";

    private final TestHttp github = new TestHttp();
    private final TestHttp service = new TestHttp();
    private final List<Duration> pauses = new ArrayList<>();
    private StatusReporter reporter = reporter();

    @BeforeEach
    void giveTokens() {
        github.always(200, "{\"value\": \"%s\"}".formatted(TOKEN));
        reporter = reporter();
    }

    @AfterEach
    void close() {
        github.close();
        service.close();
    }

    @Test
    void a_start_is_told_as_the_job_that_github_knows() throws Exception {
        var answer = reporter.started("Linux one", AT);

        assertThat(answer).isEqualTo(new Answer.Taken("{}"));
        assertThat(github.requests())
                .containsExactly(
                        new TestHttp.Request(
                                "GET",
                                "/token?api-version=2&audience="
                                        + service.address().replace(":", "%3A").replace("/", "%2F"),
                                "Bearer request-secret",
                                ""));
        var post = service.requests().getFirst();
        assertThat(post.path()).isEqualTo("/api/v1/task-status");
        assertThat(post.authorization()).isEqualTo("Bearer " + TOKEN);
        assertThat(new ObjectMapper().readTree(post.body()))
                .isEqualTo(
                        new ObjectMapper()
                                .readTree(
                                        """
                                        {"repository": "acme/app", "sha": "%s", "target": "Linux one",
                                         "status": "running", "attempt": 2, "branch": "main",
                                         "runId": "77",
                                         "logUrl": "https://github.com/acme/app/actions/runs/77/attempts/1",
                                         "startedAt": "2026-11-20T12:00:00Z"}
                                        """
                                                .formatted("c".repeat(40))));
    }

    @Test
    void an_end_says_when_and_how() throws Exception {
        reporter.finished("Linux one", "failed", AT, AT.plusSeconds(9), "exit 3", "error: no");

        assertThat(new ObjectMapper().readTree(service.requests().getFirst().body()))
                .hasToString(
                        "{\"repository\":\"acme/app\",\"sha\":\"%s\",\"target\":\"Linux one\","
                                        .formatted("c".repeat(40))
                                + "\"status\":\"failed\",\"attempt\":2,\"branch\":\"main\",\"runId\":\"77\","
                                + "\"logUrl\":\"https://github.com/acme/app/actions/runs/77/attempts/1\","
                                + "\"startedAt\":\"2026-11-20T12:00:00Z\",\"finishedAt\":\"2026-11-20T12:00:09Z\",\"note\":\"exit"
                                + " 3\",\"failure\":\"error: no\"}");
    }

    @Test
    void passing_trouble_is_waited_out_longer_each_time() throws Exception {
        service.next(503, "");
        service.next(429, "", Map.of("Retry-After", "7"));
        service.next(500, "");

        assertThat(reporter.finished("Linux one", "succeeded", AT, AT, "", ""))
                .isEqualTo(new Answer.Taken("{}"));
        assertThat(pauses)
                .containsExactly(
                        Duration.ofSeconds(1), Duration.ofSeconds(7), Duration.ofSeconds(4));
    }

    @Test
    void each_try_has_a_token_of_its_own() throws Exception {
        service.next(503, "");

        reporter.started("Linux one", AT);

        assertThat(github.requests()).hasSize(2);
    }

    @Test
    void a_service_that_stays_away_is_given_up() throws Exception {
        service.always(503, "{\"detail\": \"the keys cannot be had\"}");

        assertThat(reporter.started("Linux one", AT))
                .isEqualTo(
                        new Answer.Untold(
                                "the service answered 503: the keys cannot be had, 4 times"));
        assertThat(pauses).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L);
    }

    @Test
    void nobody_there_is_waited_for_too() throws Exception {
        service.close();

        assertThat(reporter.started("Linux one", AT)).isInstanceOf(Answer.Untold.class);
        assertThat(pauses).hasSize(3);
    }

    @Test
    void a_refusal_is_final() throws Exception {
        service.always(403, "{\"detail\": \"the token's audience is not ours\"}");

        assertThat(reporter.started("Linux one", AT))
                .isEqualTo(
                        new Answer.Untold(
                                "the service answered 403: the token's audience is not ours"));
        assertThat(pauses).isEmpty();
    }

    @Test
    void a_late_twin_learns_that_the_target_is_not_its_own() throws Exception {
        service.always(409, "{\"detail\": \"run 76 has it\"}");

        assertThat(reporter.started("Linux one", AT))
                .isEqualTo(new Answer.NotOurs("the service answered 409: run 76 has it"));
    }

    @Test
    void no_secret_is_in_what_is_shown() throws Exception {
        service.always(400, "{\"detail\": \"what is '%s'\"}".formatted(TOKEN));
        var echoed = reporter.started("Linux one", AT);
        github.always(500, "request-secret");
        var unidentified = reporter.started("Linux one", AT);
        github.always(200, "{\"value\": \"two words %s\"}".formatted(TOKEN));
        var unusable = reporter.started("Linux one", AT);

        assertThat(List.of(echoed, unidentified, unusable))
                .allSatisfy(
                        it ->
                                assertThat(it.toString())
                                        .contains("Untold")
                                        .doesNotContain(TOKEN, "request-secret"));
    }

    @Test
    void an_answer_cannot_play_tricks_on_the_log() throws Exception {
        service.always(400, "{\"detail\": \"a\\n::error::b\\u001b[2J\"}");

        assertThat(reporter.started("Linux one", AT).toString())
                .doesNotContain("\n", "\u001b")
                .contains("a ::error::b");
    }

    @Test
    void without_a_service_or_an_identity_nobody_is_told() {
        assertThat(StatusReporter.of(new StepEnvironment(Map.of())))
                .isEqualTo(new Setup.Off("MUSTER_URL names no service"));
        assertThat(StatusReporter.of(new StepEnvironment(Map.of("MUSTER_URL", "https://m"))))
                .isEqualTo(
                        new Setup.Off(
                                "the job has no identity: its permissions lack 'id-token: write'"));
    }

    @Test
    void variables_are_not_shown() {
        assertThat(new StepEnvironment(Map.of("A", "secret")))
                .hasToString("StepEnvironment[1 variables]");
    }

    private StatusReporter reporter() {
        var variables = new HashMap<String, String>();
        variables.put("MUSTER_URL", service.address() + "/");
        variables.put("ACTIONS_ID_TOKEN_REQUEST_URL", github.address() + "/token?api-version=2");
        variables.put("ACTIONS_ID_TOKEN_REQUEST_TOKEN", "request-secret");
        variables.put("GITHUB_REPOSITORY", "acme/app");
        variables.put("GITHUB_SERVER_URL", "https://github.com");
        variables.put("GITHUB_RUN_ID", "77");
        variables.put("GITHUB_RUN_ATTEMPT", "1");
        variables.put("MUSTER_COMMIT", "c".repeat(40));
        variables.put("MUSTER_BRANCH", "main");
        variables.put("MUSTER_ATTEMPT", "2");
        return switch (StatusReporter.of(new StepEnvironment(variables), pauses::add)) {
            case Setup.Ready(var ready) -> ready;
            case Setup.Off(var why) -> throw new AssertionError(why);
        };
    }
}
