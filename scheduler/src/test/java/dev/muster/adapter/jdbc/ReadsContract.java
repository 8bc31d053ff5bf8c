package dev.muster.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.adapter.jdbc.reads.JdbcReads;
import dev.muster.api.Reads;
import dev.muster.core.ci.RepoSlug;
import dev.muster.core.ci.TaskId;
import dev.muster.core.tree.TreeWord;
import dev.muster.dispatch.Runner.Ending;
import dev.muster.stability.Quarantines;
import dev.muster.testkit.SimulatedCommits;
import dev.muster.testkit.World;
import dev.muster.tree.Gardening;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/// What the dashboard and scripts read.
abstract class ReadsContract extends WorldContract {

    private static final RepoSlug ELSEWHERE = new RepoSlug("local", "elsewhere");

    private static final String THREE_TARGETS =
            TWO_TARGETS
                    + """
                      - name: Linux docs
                        run: ./docs.sh
                        postsubmit: false
                        owner: docs-team
                        properties: {tags: '["prose", "quick"]'}
                    """;

    private JdbcReads reads;

    @BeforeEach
    void look() {
        reads = new JdbcReads(database, world.clock);
    }

    @Test
    void a_repository_tells_its_branches_with_head_configuration_and_tree() {
        world.land(1, TWO_TARGETS);

        var all = reads.repositories().path("repos");

        assertThat(texts(all, "name")).containsExactly("local/sample", "main");
        assertThat(all.get(0)).isEqualTo(reads.repository(World.REPO).orElseThrow());
        var branch = all.get(0).path("branches").get(0);
        assertThat(branch.path("head").asText()).isEqualTo(SimulatedCommits.sha(1).value());
        assertThat(branch.path("config").asText()).isEqualTo("valid");
        assertThat(branch.path("tree").asText()).isEqualTo("open");
    }

    @Test
    void a_branch_with_a_broken_configuration_tells_what_is_wrong_with_it() {
        world.land(1, "targets: 7\n");

        var branch = reads.repository(World.REPO).orElseThrow().path("branches").get(0);

        assertThat(branch.path("config").asText()).isEqualTo("invalid");
        assertThat(branch.path("diagnostics").get(0).path("line").asInt()).isEqualTo(1);
    }

    @Test
    void what_is_not_there_is_empty() {
        world.land(1, TWO_TARGETS);

        assertThat(reads.repository(ELSEWHERE)).isEmpty();
        assertThat(reads.grid(World.REPO, "gone", 9, null)).isEmpty();
        assertThat(reads.commit(World.REPO, null, SimulatedCommits.sha(7).value())).isEmpty();
        assertThat(reads.cell(World.REPO, null, SimulatedCommits.sha(1).value(), "x")).isEmpty();
        assertThat(reads.target(World.REPO, null, "Linux tset")).isEmpty();
        assertThat(reads.tree(ELSEWHERE, null)).isEmpty();
        assertThat(reads.of(ELSEWHERE, "main")).isEmpty();
        assertThat(reads.of(World.REPO, "gone")).isEmpty();
    }

    @Test
    void the_grid_lists_commits_newest_first_with_a_letter_a_cell() {
        world.land(1, TWO_TARGETS).run(1, "Linux test", Ending.FAILED);
        world.land(2, THREE_TARGETS);

        var grid = reads.grid(World.REPO, null, 9, null).orElseThrow();

        assertThat(texts(grid.path("targets"), "name"))
                .containsExactly("Linux analyze", "Linux test", "Linux docs");
        assertThat(texts(grid.path("commits"), "subject"))
                .containsExactly("Change number 2", "Change number 1");
        assertThat(list(grid.path("cells")))
                .containsExactly(rows(world.grid(), 2), rows(world.grid(), 1) + ".");
        assertThat(grid.path("lastEvent").asLong()).isEqualTo(reads.version());
        assertThat(grid.path("next").isNull()).isTrue();
    }

    @Test
    void columns_stand_in_the_order_of_the_newest_configuration_and_those_it_left_come_last() {
        world.land(1, TWO_TARGETS);
        world.land(2, THREE_TARGETS.replace("Linux analyze", "Linux lint"));

        var targets = reads.grid(World.REPO, "main", 9, null).orElseThrow().path("targets");

        assertThat(texts(targets, "name"))
                .containsExactly("Linux lint", "Linux test", "Linux docs", "Linux analyze");
        assertThat(texts(targets, "current")).containsExactly("true", "true", "true", "false");
        assertThat(list(targets.get(2).path("tags"))).containsExactly("prose", "quick");
    }

    @Test
    void a_column_tells_while_its_target_is_in_quarantine() {
        world.land(1, THREE_TARGETS);
        var order =
                new Quarantines.Order(
                        "Linux test",
                        "ada",
                        null,
                        "it flakes",
                        world.clock.instant().plus(Duration.ofDays(3)),
                        "grace");
        var before = reads.version();

        world.stability.set(World.REPO, "main", order);

        assertThat(quarantined()).containsExactly("false", "true", "false");
        assertThat(told(before))
                .containsExactly(
                        "{\"repo\":\"local/sample\",\"branch\":\"main\",\"target\":\"Linux"
                                + " test\"}");
        world.clock.pass(Duration.ofDays(4));
        world.stability.round();
        assertThat(quarantined()).containsExactly("false", "false", "false");
        assertThat(told(before)).hasSize(2);
    }

    private List<String> quarantined() {
        var grid = reads.grid(World.REPO, "main", 9, null).orElseThrow();
        return texts(grid.path("targets"), "quarantined");
    }

    /// What was told of targets since an event.
    private List<String> told(long since) {
        return reads.events(since, World.REPO, 99).stream()
                .filter(it -> it.kind().equals("target"))
                .map(Reads.Happening::payload)
                .toList();
    }

    @Test
    void the_grid_goes_on_where_a_page_ended() {
        for (var number = 1; number <= 5; number++) {
            world.land(number, TWO_TARGETS);
        }

        var first = reads.grid(World.REPO, null, 2, null).orElseThrow();
        var second = reads.grid(World.REPO, null, 2, first.path("next").asLong()).orElseThrow();
        var third = reads.grid(World.REPO, null, 2, second.path("next").asLong()).orElseThrow();

        assertThat(texts(second.path("commits"), "subject"))
                .containsExactly("Change number 3", "Change number 2");
        assertThat(texts(third.path("commits"), "subject")).containsExactly("Change number 1");
        assertThat(third.path("next").isNull()).isTrue();
    }

    @Test
    void a_commit_tells_its_tasks_and_the_decision_for_every_target() {
        world.land(1, THREE_TARGETS).run(1, "Linux test", Ending.PASSED);

        var commit =
                reads.commit(World.REPO, "main", SimulatedCommits.sha(1).value()).orElseThrow();

        assertThat(texts(commit.path("tasks"), "target"))
                .containsExactly("Linux analyze", "Linux test");
        assertThat(texts(commit.path("tasks"), "status"))
                .containsExactly("dispatched", "succeeded");
        assertThat(texts(commit.path("decisions"), "name"))
                .containsExactly("Linux analyze", "Linux test", "Linux docs");
        assertThat(texts(commit.path("decisions"), "decision"))
                .containsExactly("run", "run", "skip");
    }

    @Test
    void a_commit_that_is_not_planned_yet_has_no_tasks_and_no_decisions() {
        world.commits.land(World.REPO, "main", 1, TWO_TARGETS);
        world.watch.round();

        var commit = reads.commit(World.REPO, null, SimulatedCommits.sha(1).value()).orElseThrow();

        assertThat(commit.path("config").asText()).isEqualTo("unread");
        assertThat(commit.path("tasks")).isEmpty();
        assertThat(commit.path("decisions")).isEmpty();
    }

    @Test
    void a_task_tells_its_place_in_the_queue_until_it_is_claimed() {
        world.land(1, TWO_TARGETS);
        var task = world.task(1, "Linux test");

        assertThat(task(task.value()).path("queuePosition").asInt()).isBetween(1, 2);
        world.dispatched();

        assertThat(task(task.value()).path("queuePosition").isNull()).isTrue();
    }

    @Test
    void a_task_tells_each_attempt_with_its_result_and_how_long_it_took() {
        world.land(1, TWO_TARGETS).dispatched();
        var attempt = world.newestAttempt(1, "Linux test");
        world.runner.start(attempt);
        world.reconciliation.round();
        world.clock.pass(Duration.ofSeconds(90));
        world.end(1, "Linux test", Ending.FAILED);

        var task = task(attempt.task().value());

        var told = task.path("attempts").get(0);
        assertThat(told.path("status").asText()).isEqualTo("failed");
        assertThat(told.path("durationMillis").asLong()).isEqualTo(90_000);
        assertThat(told.path("logUrl").asText()).endsWith("/attempts/1/log");
        assertThat(task.path("command").asText()).isEqualTo("./test.sh");
        assertThat(task.path("line").asInt()).isEqualTo(8);
    }

    @Test
    void a_cell_is_its_task() {
        world.land(1, TWO_TARGETS);

        var cell = reads.cell(World.REPO, null, SimulatedCommits.sha(1).value(), "Linux test");

        assertThat(cell).contains(task(world.task(1, "Linux test").value()));
    }

    @Test
    void a_cell_that_was_skipped_tells_why_in_the_shape_of_a_task() {
        world.land(1, THREE_TARGETS);

        var cell =
                reads.cell(World.REPO, null, SimulatedCommits.sha(1).value(), "Linux docs")
                        .orElseThrow();

        assertThat(cell.path("id").isNull()).isTrue();
        assertThat(cell.path("status").asText()).isEqualTo("skipped");
        assertThat(cell.path("reason").asText()).isEqualTo("postsubmit_disabled");
        assertThat(cell.path("explanation").asText()).isNotEmpty();
        assertThat(cell.path("attempts")).isEmpty();
    }

    @Test
    void a_target_tells_its_declaration_and_its_figures() {
        world.land(1, TWO_TARGETS).run(1, "Linux test", Ending.PASSED);
        world.land(2, THREE_TARGETS).run(2, "Linux test", Ending.FAILED);

        var target = reads.target(World.REPO, null, "Linux test").orElseThrow();

        assertThat(target.path("statistics").toString())
                .isEqualTo("{\"finished\":2,\"passed\":1,\"failed\":1,\"flaky\":0}");
        assertThat(target.path("platform").asText()).isEqualTo("linux");
        assertThat(reads.target(World.REPO, null, "Linux docs").orElseThrow().path("owner"))
                .hasToString("\"docs-team\"");
    }

    @Test
    void a_target_tells_with_which_commit_it_began_to_behave_differently() {
        for (var number = 1; number <= 16; number++) {
            world.land(number, TWO_TARGETS)
                    .run(number, "Linux test", number <= 8 ? Ending.PASSED : Ending.FAILED);
        }

        var changes =
                reads.target(World.REPO, null, "Linux test").orElseThrow().path("changePoints");

        assertThat(changes).hasSize(1);
        assertThat(changes.path(0).path("sha").asText()).isEqualTo(SimulatedCommits.sha(9).value());
        assertThat(changes.path(0).path("before")).hasToString("{\"commits\":8,\"clean\":8}");
        assertThat(changes.path(0).path("after")).hasToString("{\"commits\":8,\"clean\":0}");
    }

    @Test
    void the_history_of_a_target_goes_back_page_by_page() {
        for (var number = 1; number <= 3; number++) {
            world.land(number, TWO_TARGETS).run(number, "Linux test", Ending.PASSED);
        }

        var first = history(2, null);
        var second = history(2, first.path("next").asLong());

        assertThat(texts(first.path("tasks"), "subject"))
                .containsExactly("Change number 3", "Change number 2");
        assertThat(texts(second.path("tasks"), "subject")).containsExactly("Change number 1");
        assertThat(second.path("next").isNull()).isTrue();
    }

    @Test
    void the_tree_tells_who_closed_it_and_what_for() {
        world.land(1, TWO_TARGETS);
        var order = new Gardening.Order(TreeWord.CLOSED, "moving house", null, "ada");
        world.trees.set(World.REPO, "main", order);

        var tree = reads.tree(World.REPO, null).orElseThrow();

        assertThat(tree.path("status").asText()).isEqualTo("closed");
        assertThat(texts(tree.path("reasons"), "text")).containsExactly("moving house");
        assertThat(texts(tree.path("reasons"), "by")).containsExactly("ada");
    }

    @Test
    void events_are_read_on_from_a_number_and_only_those_of_a_repository() {
        world.land(1, TWO_TARGETS);
        var before = reads.version();
        world.land(2, TWO_TARGETS);

        var all = reads.events(before, null, 100);

        assertThat(all).isNotEmpty().allMatch(it -> it.seq() > before);
        assertThat(all.getLast().seq()).isEqualTo(reads.version());
        assertThat(reads.events(before, World.REPO, 100)).isEqualTo(all);
        assertThat(reads.events(before, ELSEWHERE, 100)).isEmpty();
        assertThat(reads.events(before, null, 1)).containsExactly(all.getFirst());
    }

    @Test
    void the_figures_count_what_waits_and_what_runs() {
        world.land(1, TWO_TARGETS);
        world.clock.pass(Duration.ofSeconds(30));

        var waiting = reads.figures();
        world.dispatched();

        assertThat(waiting.queued()).isEqualTo(2);
        assertThat(waiting.oldestSeconds()).isEqualTo(30);
        assertThat(reads.figures().dispatched()).isEqualTo(2);
        assertThat(reads.figures().queued()).isZero();
    }

    @Test
    void the_configurations_of_a_branch_are_those_of_its_head() {
        world.land(1, TWO_TARGETS);
        world.land(2, THREE_TARGETS);

        var configs = reads.of(World.REPO, "main");

        assertThat(configs).hasSize(1);
        assertThat(configs.getFirst().targets()).hasSize(3);
    }

    private ObjectNode task(String id) {
        return reads.task(new TaskId(id)).orElseThrow();
    }

    private ObjectNode history(int limit, @Nullable Long before) {
        return reads.history(World.REPO, null, "Linux test", limit, before).orElseThrow();
    }

    private static String rows(String grid, int commit) {
        return grid.lines()
                .filter(line -> line.startsWith("c" + commit + " "))
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> list(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }

    private static List<String> texts(JsonNode array, String name) {
        return array.findValuesAsText(name);
    }
}
