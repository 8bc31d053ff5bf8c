package dev.muster.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.simulation.ground.Json;
import dev.muster.simulation.webhooks.Signature;
import dev.muster.testkit.GitHubReferee;
import dev.muster.testkit.SettableClock;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;

class GitHubSimulationTest {

    private final SettableClock clock = new SettableClock();
    private final GitHubSimulation github = GitHubReferee.start(clock);
    private final Endpoint endpoint = new Endpoint();
    private final SimulatedRepository harbour =
            github.repository("acme/harbour", Map.of(".ci.yaml", "targets: []\n", "a.txt", "a\n"));
    private final ApiClient api = new ApiClient(github, clock);

    @AfterEach
    void stop() {
        github.close();
        endpoint.close();
    }

    @Test
    void a_pull_request_is_told_signed_and_its_files_can_be_read() throws InterruptedException {
        github.deliverTo(endpoint.url());

        var pull =
                harbour.openPullRequest(
                        NewPullRequest.titled("Change a", "dana", Map.of("a.txt", "b\n")));

        assertThat(github.awaitDeliveries(Duration.ofSeconds(5))).isTrue();
        assertThat(endpoint.names()).contains("push", "create", "pull_request.opened");
        assertThat(endpoint.got())
                .allSatisfy(
                        it ->
                                assertThat(it.signature())
                                        .isEqualTo(Signature.of("secret", it.body())));
        var files =
                api.asInstallation(harbour)
                        .get("/repos/acme/harbour/pulls/" + pull.number() + "/files");
        assertThat(files.json().findValuesAsText("filename")).containsExactly("a.txt");
    }

    @Test
    void a_check_run_is_made_updated_and_listed() {
        var sha = harbour.tip("main");
        api.asInstallation(harbour);

        var made =
                api.post(
                        "/repos/acme/harbour/check-runs",
                        Json.object().put("name", "muster").put("head_sha", sha));
        var changed =
                api.send(
                        "PATCH",
                        "/repos/acme/harbour/check-runs/" + made.json().path("id"),
                        Json.object().put("status", "completed").put("conclusion", "success"));

        assertThat(made.status()).isEqualTo(201);
        assertThat(changed.json().path("conclusion").asText()).isEqualTo("success");
        var list = api.get("/repos/acme/harbour/commits/" + sha + "/check-runs?check_name=muster");
        assertThat(list.json().path("total_count").asInt()).isEqualTo(1);
    }

    @Test
    void contents_and_comparisons_come_from_the_git_repository() {
        var before = harbour.tip("main");
        var after = harbour.push("main", "Change b", Map.of("b/c.txt", "c\n"));
        api.asInstallation(harbour);

        var file =
                api.get(
                        "/repos/acme/harbour/contents/.ci.yaml?ref=" + after,
                        "Accept",
                        "application/vnd.github.raw+json");
        var compared = api.get("/repos/acme/harbour/compare/" + before + "..." + after);

        assertThat(file.text()).isEqualTo("targets: []\n");
        assertThat(compared.json().path("status").asText()).isEqualTo("ahead");
        assertThat(compared.json().findValuesAsText("filename")).containsExactly("b/c.txt");
    }
}
