package dev.muster.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.simulation.NewPullRequest;
import dev.muster.simulation.SimulatedRepository;
import dev.muster.simulation.limits.Fault;
import dev.muster.simulation.repos.Changes;
import dev.muster.testkit.Databases;
import dev.muster.wiring.GitHubStage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Changes of more files than GitHub lists are planned as exactly as small ones.
final class ManyFilesTest {

    private static final int MORE_THAN_LISTED = 3_050;
    private static final String CONFIG =
            GitHubStage.CONFIG
                    + """
                      - name: Linux last
                        run_if:
                          - zz/**
                        run: ["true"]
                    """;

    private final GitHubStage stage = GitHubStage.on(Databases.h2());
    private SimulatedRepository repository;

    @BeforeEach
    void open() {
        repository = stage.repository("acme/harbour", CONFIG);
        stage.work(repository);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private static Map<String, String> files(int number) {
        var files = new HashMap<String, String>();
        for (var i = 0; i < number; i++) {
            files.put("src/%d/sea-%d.c".formatted(i % 50, i), "changed");
        }
        files.put("zz/last.txt", "changed");
        return files;
    }

    private List<String> run(String sha) {
        return stage.jobs(repository, sha);
    }

    @Test
    void a_pull_request_of_more_than_3000_files_runs_what_it_touches_and_nothing_else() {
        var pull =
                repository.openPullRequest(
                        NewPullRequest.titled("Move all", "ada", files(MORE_THAN_LISTED)));
        repository.push("main", "Meanwhile", Map.of("docs/chart.md", "not of the pull request"));
        stage.work(repository);

        assertThat(run(pull.head())).containsExactly("Linux last 1", "Linux unit 1");
        assertThat(stage.required(repository, pull.head()).conclusion()).isEqualTo("success");
    }

    @Test
    void a_merge_group_of_more_than_3000_files_runs_what_it_touches_and_nothing_else() {
        var pull =
                repository.openPullRequest(
                        NewPullRequest.titled("Move all", "ada", files(MORE_THAN_LISTED)));
        stage.work(repository);
        stage.github.calls().clear();
        pull.enqueue("ada");
        stage.settle();
        var head = repository.mergeGroups("main").getFirst().headSha();

        stage.work(repository);

        assertThat(run(head)).containsExactly("Linux last 1", "Linux unit 1");
        assertThat(stage.github.calls().of("GET /repos/{owner}/{repo}/compare/{basehead}"))
                .hasSize(1);
    }

    @Test
    void of_a_pushed_commit_every_file_is_known_however_many_there_are() {
        var pushed = repository.push("main", "Lay down", files(MORE_THAN_LISTED));

        stage.settle();

        assertThat(changedFiles(pushed)).isEqualTo(MORE_THAN_LISTED + 1);
    }

    private int changedFiles(String sha) {
        return stage.database
                .jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery(
                                                "select changed_files from plan where sha = :sha")
                                        .bind("sha", sha)
                                        .mapTo(Integer.class)
                                        .one());
    }

    @Test
    void what_a_limit_keeps_from_being_read_is_asked_for_again() {
        stage.github
                .callFaults()
                .next(
                        "GET /repos/{owner}/{repo}/pulls/{pull_number}/files",
                        new Fault.SecondaryLimit(60));
        var pull =
                repository.openPullRequest(
                        NewPullRequest.titled("Move one", "ada", Map.of("zz/last.txt", "moved")));

        stage.work(repository).pass(Duration.ofMinutes(10)).work(repository);

        assertThat(stage.github.callFaults().left()).isEmpty();
        assertThat(run(pull.head())).containsExactly("Linux last 1", "Linux unit 1");
    }

    @Test
    void what_was_taken_away_was_touched() {
        repository.push("main", "Lay down", files(MORE_THAN_LISTED));
        stage.work(repository);
        var changes = new Changes(Map.of(), files(MORE_THAN_LISTED).keySet());

        var pull =
                repository.openPullRequest(
                        NewPullRequest.titled("Take", "ada", Map.of()).changing(changes));
        stage.work(repository);

        assertThat(run(pull.head())).containsExactly("Linux last 1", "Linux unit 1");
    }
}
