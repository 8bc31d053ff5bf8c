package dev.muster.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.people.Rights;
import dev.muster.simulation.GitHubSimulation;
import dev.muster.simulation.SimulatedRepository;
import dev.muster.testkit.GitHubReferee;
import dev.muster.testkit.SimulatedCommits;
import dev.muster.testkit.World;
import dev.muster.wiring.RunningApi;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;

/// A service that is read by those alone who may read the repository on GitHub.
final class ClosedReadingTest extends ApiTestCase {

    private GitHubSimulation github;
    private SimulatedRepository harbour;
    private GitHubBrowser browser;

    @Override
    RunningApi serve(World fresh) {
        github = GitHubReferee.start(fresh.clock);
        harbour = github.repository("acme/harbour", Map.of(".ci.yaml", CONFIG));
        harbour.hide(true);
        return RunningApi.signingIn(fresh, github, harbour, false);
    }

    @BeforeEach
    void begin() {
        github.person("stranger");
        harbour.permit("rita", "read");
        harbour.permit("dana", "write");
        world.clock.pass(Rights.KEPT);
        browser = new GitHubBrowser(api, github);
    }

    @AfterAll
    void close() {
        github.close();
    }

    private int status(String path) {
        return browser.get(path).statusCode();
    }

    @Test
    void who_may_read_the_repository_reads_it_and_sees_no_other() {
        browser.signIn("rita");

        assertThat(json(browser.get("/api/v1/repos")).findValuesAsText("name"))
                .containsExactly("acme/harbour");
        assertThat(status("/api/v1/repos/acme/harbour")).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                REPO,
                "/api/v1/repos/local%2Fsample",
                "/api/v1/repos/local/%73ample",
                "/api/v1/repos/acme/../local/sample",
                "/api/v1/repos/acme/harbour/../../local/sample",
                "/%61pi/v1/repos/local/sample",
                "/api//v1/repos/local/sample",
                "/API/v1/repos/local/sample",
                "/api/v1/repos/local/sample?repo=acme/harbour",
                "/api/v1/repos/local/sample/config?owner=acme&repo=harbour",
                "/api/v1/service",
                "/api/v1/service?repo=acme/harbour",
                "/api/v1/events",
                "/api/v1/events?repo=local/sample",
                "/api/v1/events?repo=local/sample&repo=acme/harbour",
                "/api/v1/tokens",
                "/api/v1/%74okens"
            })
    void whatever_the_address_looks_like_another_repository_is_not_shown(String path) {
        browser.signIn("dana");

        var answer = browser.get(path);

        assertThat(answer.statusCode()).isGreaterThanOrEqualTo(300);
        assertThat(answer.body()).doesNotContain("sample", "Linux analyze");
    }

    @Test
    void a_task_of_another_repository_is_not_shown() {
        browser.signIn("dana");

        assertThat(status("/api/v1/tasks/" + world.task(1, "Linux analyze").value()))
                .isEqualTo(401);
    }

    @Test
    void a_commit_of_another_repository_is_not_shown() {
        browser.signIn("dana");

        assertThat(status(REPO + "/commits/" + SimulatedCommits.sha(1).value())).isEqualTo(401);
    }

    @Test
    void a_badge_is_shown_to_those_who_may_read_its_tree() {
        assertThat(status("/badge/local/sample/main.svg")).isEqualTo(401);
        browser.signIn("rita");

        assertThat(status("/badge/local/sample/main.svg")).isEqualTo(401);
        assertThat(status("/badge/acme/harbour/main.svg")).isEqualTo(200);
    }

    @Test
    void a_stranger_sees_no_repository() {
        browser.signIn("stranger");

        assertThat(json(browser.get("/api/v1/repos")).path("repos")).isEmpty();
        assertThat(status("/api/v1/repos/acme/harbour")).isEqualTo(401);
        assertThat(json(browser.get("/auth")).path("who").asText()).isEqualTo("@stranger");
    }

    @Test
    void nobody_at_all_is_told_of_the_ways_to_sign_in_and_of_nothing_else() {
        assertThat(status("/auth")).isEqualTo(200);
        assertThat(status("/api/v1/repos")).isEqualTo(401);
        assertThat(status("/api/v1/session")).isEqualTo(401);
    }
}
