package dev.muster.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.muster.adapter.jdbc.reads.JdbcReads;
import dev.muster.api.StabilityReads.Acts;
import dev.muster.core.tree.TreeStatus;
import dev.muster.core.tree.TreeWord;
import dev.muster.dispatch.Runner.Ending;
import dev.muster.testkit.World;
import dev.muster.tree.Gardening.Order;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The tree, from results and from the gardener's word.
abstract class TreeContract extends WorldContract {

    @Test
    void of_gardeners_who_speak_at_once_the_last_is_heard() throws Exception {
        world.land(1, TWO_TARGETS);
        var gardeners = 8;
        var ready = new CyclicBarrier(gardeners);
        try (var threads = Executors.newFixedThreadPool(gardeners)) {
            var said = new ArrayList<Future<?>>();
            for (var gardener = 0; gardener < gardeners; gardener++) {
                var order = new Order(TreeWord.THROTTLED, "because", null, "gardener " + gardener);
                said.add(
                        threads.submit(
                                () -> {
                                    ready.await();
                                    return world.trees.set(World.REPO, "main", order);
                                }));
            }
            for (var word : said) {
                word.get();
            }
        }

        assertThat(world.list("select status from tree_override")).containsExactly("throttled");
        assertThat(world.list("select who from audit_log where action = 'tree throttled'"))
                .hasSize(gardeners);
    }

    @Test
    void acts_are_read_a_page_at_a_time_by_who_did_them_and_by_what_was_done() {
        world.land(1, TWO_TARGETS);
        for (var who : List.of("ada", "grace", "ada")) {
            world.trees.set(World.REPO, "main", new Order(TreeWord.CLOSED, "because", null, who));
            world.trees.set(World.REPO, "main", new Order(TreeWord.OPEN, "over", null, who));
        }

        var first = acts(new Acts(2, null, "ada", List.of()));
        var next = first.path("next").asLong();

        assertThat(told(first)).containsExactly("ada tree open", "ada tree closed");
        assertThat(told(acts(new Acts(3, next, "ada", List.of()))))
                .containsExactly("ada tree open", "ada tree closed");
        assertThat(told(acts(new Acts(9, null, null, List.of("tree closed", "note")))))
                .containsExactly("ada tree closed", "grace tree closed", "ada tree closed");
        assertThat(told(acts(new Acts(9, null, "Ada", List.of())))).isEmpty();
        assertThat(told(world.stability.audit(new Acts(9, null, "grace", List.of("tree open")))))
                .containsExactly("grace tree open");

        var until = world.clock.instant().plus(Duration.ofHours(1));
        world.trees.set(World.REPO, "main", new Order(TreeWord.OPEN, "known", until, "ada"));

        assertThat(told(acts(new Acts(1, null, null, List.of()))))
                .containsExactly("ada tree held open");
    }

    private JsonNode acts(Acts wanted) {
        return world.stability.audit(World.REPO, wanted).orElseThrow();
    }

    private static List<String> told(JsonNode audit) {
        return audit.path("acts")
                .valueStream()
                .map(it -> it.path("who").asText() + " " + it.path("action").asText())
                .toList();
    }

    @Test
    void a_red_target_tells_where_its_flakes_are_followed() {
        world.land(1, TWO_TARGETS);
        world.run(1, "Linux test", Ending.FAILED);
        database.jdbi()
                .useHandle(
                        it ->
                                it.execute(
                                        """
                                        insert into bot_post (id, repository_id, branch, target,
                                            kind, wish, title, body, version, shown_version, url,
                                            state, made_at, due_at, tries, open_key)
                                        select 'P', id, 'main', 'Linux test', 'flake', 'open', '',
                                            '', 1, 1, 'https://github.example/a/b/issues/7',
                                            'open', current_timestamp, current_timestamp, 0, 'one'
                                        from repository
                                        """));

        var tree = new JdbcReads(database, world.clock).tree(World.REPO, null).orElseThrow();

        assertThat(tree.at("/reasons/0/issue").asText()).endsWith("/issues/7");
    }

    @Test
    void a_red_blocking_target_closes_the_tree_and_a_pass_opens_it() {
        world.land(1, TWO_TARGETS);
        world.run(1, "Linux test", Ending.PASSED);
        world.land(2, TWO_TARGETS);
        world.run(2, "Linux test", Ending.FAILED);
        assertThat(tree().word()).isEqualTo(TreeWord.CLOSED);
        assertThat(world.text("select status from tree_state")).isEqualTo("closed");
        assertThat(world.text("select reasons from tree_state"))
                .contains(
                        "\"target\":\"Linux test\"", "\"firstBad\":\"0000", "\"lastGood\":\"0000");

        world.run(2, "Linux test", Ending.PASSED);

        assertThat(tree().word()).isEqualTo(TreeWord.OPEN);
        assertThat(world.list("select status from tree_history order by id"))
                .containsExactly("closed", "open");
    }

    @Test
    void the_dashboard_is_told_when_the_tree_closes_and_not_of_every_pass() {
        world.land(1, TWO_TARGETS);
        world.run(1, "Linux analyze", Ending.PASSED);
        var before = world.list("select payload from event_log where kind = 'tree'");
        world.run(1, "Linux test", Ending.FAILED);

        var told = world.list("select payload from event_log where kind = 'tree' order by seq");

        assertThat(before).hasSize(1);
        assertThat(told).hasSize(2);
        assertThat(told.getLast())
                .contains("\"repo\":\"local/sample\"", "\"branch\":\"main\"")
                .contains("\"status\":\"closed\"", "\"kind\":\"target\"", "\"unknown\":[]");
    }

    @Test
    void a_freeze_holds_from_its_start_to_its_end_and_the_past_tells_how_long() {
        world.land(1, TWO_TARGETS);
        world.run(1, "Linux test", Ending.PASSED);
        var start = world.clock.instant().plus(Duration.ofHours(1));
        var order =
                new Order(
                        TreeWord.CLOSED, "release week", start.plus(Duration.ofHours(2)), "grace");
        assertThat(world.trees.freeze(World.REPO, "main", order, start)).isPresent();
        assertThat(tree().word()).isEqualTo(TreeWord.OPEN);
        world.clock.pass(Duration.ofHours(1));
        assertThat(world.trees.expire()).isEqualTo(1);
        assertThat(tree().word()).isEqualTo(TreeWord.CLOSED);
        world.clock.pass(Duration.ofHours(2));
        assertThat(world.trees.expire()).isEqualTo(1);
        assertThat(tree().word()).isEqualTo(TreeWord.OPEN);
        world.clock.pass(Duration.ofSeconds(1));

        var past = world.stability.treePast(World.REPO, null, 7).orElseThrow();

        assertThat(past.at("/causes/0/cause").asText()).isEqualTo("grace: release week");
        assertThat(past.at("/causes/0/seconds").asLong()).isEqualTo(7200);
        assertThat(past.at("/stretches").findValuesAsText("status"))
                .containsExactly("open", "closed", "open");
    }

    @Test
    void a_freeze_is_called_off_before_it_begins() {
        world.land(1, TWO_TARGETS);
        var start = world.clock.instant().plus(Duration.ofHours(1));
        var order =
                new Order(
                        TreeWord.CLOSED, "release week", start.plus(Duration.ofHours(2)), "grace");
        var id = world.trees.freeze(World.REPO, "main", order, start).orElseThrow();

        assertThat(world.trees.unfreeze(World.REPO, id, "ada", "all is out")).contains("main");

        world.clock.pass(Duration.ofHours(1));
        assertThat(world.trees.expire()).isZero();
        assertThat(tree().word()).isEqualTo(TreeWord.OPEN);
        assertThat(world.trees.unfreeze(World.REPO, id, "ada", "")).isEmpty();
        assertThat(
                        world.list(
                                "select who || ' ' || action || ': ' || reason from audit_log order"
                                        + " by id"))
                .containsExactly(
                        "grace plan freeze: release week", "ada call off freeze: all is out");
    }

    @Test
    void a_target_in_bringup_never_closes_the_tree() {
        world.land(1, TWO_TARGETS.replace("./test.sh", "./test.sh\n    bringup: true"));
        world.run(1, "Linux test", Ending.FAILED);

        assertThat(tree().word()).isEqualTo(TreeWord.OPEN);
    }

    @Test
    void an_infra_failure_leaves_the_tree_open() {
        world.land(1, TWO_TARGETS);
        world.run(1, "Linux test", Ending.INFRA_FAILED);

        assertThat(tree().word()).isEqualTo(TreeWord.OPEN);
        assertThat(tree().unknown()).containsExactly("Linux analyze", "Linux test");
    }

    @Test
    void a_running_rerun_keeps_the_tree_closed() {
        world.land(1, TWO_TARGETS);
        world.run(1, "Linux test", Ending.FAILED);
        world.dispatch.round();

        assertThat(tree().word()).isEqualTo(TreeWord.CLOSED);
    }

    @Test
    void fifty_commits_without_a_new_verdict_open_the_tree() {
        world.land(1, TWO_TARGETS);
        world.run(1, "Linux test", Ending.FAILED);
        for (var commit = 2; commit <= 50; commit++) {
            world.land(commit, TWO_TARGETS);
        }
        assertThat(tree().word()).isEqualTo(TreeWord.CLOSED);

        world.land(51, TWO_TARGETS);

        assertThat(tree().word()).isEqualTo(TreeWord.OPEN);
        assertThat(world.text("select status from tree_state")).isEqualTo("open");
    }

    @Test
    void the_gardener_closes_and_takes_it_back() {
        world.land(1, TWO_TARGETS);
        order(TreeWord.CLOSED, null);
        assertThat(tree().word()).isEqualTo(TreeWord.CLOSED);

        order(TreeWord.OPEN, null);

        assertThat(tree().word()).isEqualTo(TreeWord.OPEN);
        assertThat(world.list("select action from audit_log order by id"))
                .containsExactly("tree closed", "tree open");
    }

    @Test
    void the_gardeners_word_ends_with_its_time() {
        world.land(1, TWO_TARGETS);
        order(TreeWord.THROTTLED, Duration.ofHours(1));
        assertThat(world.trees.expire()).isZero();
        assertThat(tree().word()).isEqualTo(TreeWord.THROTTLED);

        world.clock.pass(Duration.ofHours(1));

        assertThat(tree().word()).isEqualTo(TreeWord.OPEN);
        assertThat(world.trees.expire()).isEqualTo(1);
        assertThat(world.text("select status from tree_state")).isEqualTo("open");
        assertThat(world.text("select reason from audit_log where action = 'tree word ended'"))
                .isEqualTo("its time was up: throttled by grace: because");
    }

    @Test
    void a_branch_that_is_not_there_has_no_tree() {
        assertThat(world.trees.current(World.REPO, "nowhere")).isEmpty();
    }

    private void order(TreeWord word, @Nullable Duration holds) {
        var until = holds == null ? null : world.clock.instant().plus(holds);
        world.trees.set(World.REPO, "main", new Order(word, "because", until, "grace"));
    }

    private TreeStatus tree() {
        return world.trees.current(World.REPO, "main").orElseThrow();
    }
}
