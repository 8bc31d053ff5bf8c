package dev.muster.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.simulation.actions.Run;
import dev.muster.simulation.repos.Changes;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which workflows start by themselves, by the filters of their triggers.
class TriggersTest {

    private static final String JOBS = "jobs:\n  run:\n    runs-on: ubuntu-latest\n";

    private final Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    @ParameterizedTest
    @CsvSource({
        "'branches: [main]', main, 1",
        "'branches: [main]', releases/1, 0",
        "'branches: [''releases/**'']', releases/1, 1",
        "'branches: [''**'', ''!releases/**'']', releases/1, 0",
        "'branches-ignore: [''releases/**'']', releases/1, 0",
        "'branches-ignore: [''releases/**'']', main, 1",
        "'types: [closed]', main, 0"
    })
    void a_pull_request_is_about_the_branch_that_it_goes_to(String filter, String base, int runs) {
        starts("pull_request", filter);
        stage.harbour.branch("releases/1", stage.tip());

        stage.harbour.openPullRequest(
                NewPullRequest.titled("Change a", "dana", Map.of("a.txt", "b\n")).onto(base));

        assertThat(by("pull_request")).hasSize(runs);
    }

    @ParameterizedTest
    @CsvSource({
        "'paths: [''docs/**'']', docs/a.md, src/a.txt, 1",
        "'paths: [''docs/**'']', lib/a.txt, src/a.txt, 0",
        "'paths: [''**'', ''!**.md'']', docs/a.md, README.md, 0",
        "'paths-ignore: [''**.md'']', docs/a.md, README.md, 0",
        "'paths-ignore: [''**.md'']', docs/a.md, src/a.txt, 1"
    })
    void a_pull_request_is_about_the_files_that_it_changes(
            String filter, String one, String other, int runs) {
        starts("pull_request", filter);

        stage.harbour.openPullRequest(
                NewPullRequest.titled("Change", "dana", Map.of(one, "1\n", other, "1\n")));

        assertThat(by("pull_request")).hasSize(runs);
    }

    @Test
    void both_filters_have_to_let_it_through() {
        starts("pull_request", "branches: [main]\n    paths: [src/**]");

        var pull = stage.pullRequest();
        assertThat(by("pull_request")).isEmpty();
        pull.push("More", Changes.write("src/a.txt", "a\n"));

        assertThat(by("pull_request")).hasSize(1);
    }

    @Test
    void a_file_behind_the_first_three_hundred_is_not_seen() {
        starts("pull_request", "paths: [z.txt]");
        var files = new HashMap<String, String>();
        for (var number = 0; number < 300; number++) {
            files.put("many/%03d.txt".formatted(number), "1\n");
        }
        files.put("z.txt", "1\n");

        stage.harbour.openPullRequest(NewPullRequest.titled("Many", "dana", files));

        assertThat(by("pull_request")).isEmpty();
    }

    @Test
    void a_trigger_that_both_names_and_ignores_branches_starts_nothing() {
        starts("pull_request", "branches: [main]\n    branches-ignore: [topic]");

        stage.pullRequest();

        assertThat(stage.harbour.runs()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"main, 1", "releases/1, 0"})
    void a_merge_group_is_about_the_branch_that_it_goes_to(String branch, int runs) {
        starts("merge_group", "branches: [" + branch + "]");
        var pull = stage.pullRequest();

        pull.enqueue("octocat");

        assertThat(by("merge_group")).hasSize(runs);
    }

    @ParameterizedTest
    @CsvSource({
        "'branches: [main]', 1",
        "'branches: [topic]', 0",
        "'tags: [v*]', 0",
        "'paths: [a.txt]', 1",
        "'paths: [src/**]', 0"
    })
    void a_push_is_about_its_branch_and_what_it_changes(String filter, int runs) {
        starts("push", filter);
        var before = by("push").size();

        stage.harbour.push("main", "Change a", Map.of("a.txt", "b\n"));

        assertThat(by("push")).hasSize(before + runs);
    }

    @Test
    void a_branch_that_is_deleted_starts_nothing() {
        starts("push", "branches: [topic]");
        stage.harbour.push("topic", "Change a", Map.of("a.txt", "b\n"));

        stage.harbour.deleteBranch("topic", "dana");

        assertThat(by("push")).hasSize(1);
    }

    private void starts(String event, String filter) {
        var text = "on:\n  %s:\n    %s\n%s".formatted(event, filter, JOBS);
        stage.harbour.push(
                "main", "octocat", "Add", Changes.write(".github/workflows/auto.yml", text));
    }

    private List<Run> by(String event) {
        return stage.harbour.runs().stream().filter(it -> it.event().equals(event)).toList();
    }
}
