package dev.muster.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.simulation.NewPullRequest;
import dev.muster.testkit.Databases;
import dev.muster.wiring.GitHubStage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.Map;

/// An Enterprise Server, whose API is below its address.
final class EnterpriseTest {

    private final GitHubStage stage = GitHubStage.onEnterprise(Databases.h2());

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void lists_are_read_to_their_end_there_too() {
        var repository = stage.repository("acme/harbour");
        var files = new HashMap<String, String>();
        for (var number = 0; number < 150; number++) {
            files.put("a/%03d.c".formatted(number), "changed");
        }
        files.put("docs/chart.md", "changed");
        var pull = repository.openPullRequest(NewPullRequest.titled("Many", "ada", files));

        stage.work(repository);

        assertThat(stage.statuses(repository, pull.head()))
                .containsExactly("Linux docs succeeded", "Linux unit succeeded");
        assertThat(stage.required(repository, pull.head()).conclusion()).isEqualTo("success");
    }

    @Test
    void a_renamed_repository_is_followed_there_too() {
        var repository = stage.repository("acme/harbour");
        stage.settle();
        stage.github.deliveryFaults().loseEvery("repository");
        repository.rename("haven");

        var pull =
                repository.openPullRequest(
                        NewPullRequest.titled("Change", "ada", Map.of("src/sea.c", "changed")));
        stage.work(repository);

        assertThat(stage.required(repository, pull.head()).conclusion()).isEqualTo("success");
    }
}
