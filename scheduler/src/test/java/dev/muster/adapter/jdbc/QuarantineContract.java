package dev.muster.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.muster.adapter.jdbc.reads.JdbcReads;
import dev.muster.checks.CheckSettings;
import dev.muster.checks.Wanted;
import dev.muster.checks.WantedCheck;
import dev.muster.checks.WantedCheck.State;
import dev.muster.dispatch.Runner.Ending;
import dev.muster.stability.Quarantines;
import dev.muster.stability.Quarantines.Outcome.Done;
import dev.muster.testkit.Proposals;
import dev.muster.testkit.SimulatedCommits;
import dev.muster.testkit.World;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/// What a quarantine changes beyond the tree: pull requests, merge groups, the grid.
abstract class QuarantineContract extends WorldContract {

    private Proposals proposals;
    private JdbcReads reads;

    @BeforeEach
    void look() {
        proposals = new Proposals(world);
        reads = new JdbcReads(database, world.clock);
        world.land(1, TWO_TARGETS);
    }

    private String quarantined() {
        var order =
                new Quarantines.Order(
                        "Linux test",
                        "@ada",
                        "https://example.org/7",
                        "flaky since Monday",
                        world.clock.instant().plus(Quarantines.USUAL),
                        "grace");
        return ((Done) world.stability.set(World.REPO, "main", order)).id();
    }

    private Quarantines.Outcome wished() {
        var until = world.clock.instant().plus(Quarantines.USUAL);
        var order = new Quarantines.Order("Linux test", "@ada", null, "flaky", until, "grace");
        return world.stability.set(World.REPO, "main", order);
    }

    @Test
    void what_blocks_nothing_is_not_quarantined() {
        world.land(2, StabilityContract.ON_TRIAL);
        assertThat(wished())
                .isEqualTo(
                        new Quarantines.Outcome.NotPossible(
                                "'Linux test' is in bringup on branch 'main', so it blocks nothing"
                                        + " and a quarantine would change nothing"));

        world.land(3, TWO_TARGETS.substring(0, TWO_TARGETS.indexOf("  - name: Linux test")));
        assertThat(wished())
                .isEqualTo(
                        new Quarantines.Outcome.NotPossible(
                                "'Linux test' is no longer in the configuration of branch 'main',"
                                        + " so it blocks nothing and a quarantine would change"
                                        + " nothing"));

        world.land(4, TWO_TARGETS);
        assertThat(wished()).isInstanceOf(Done.class);
    }

    private void failed(int head) {
        proposals.run(head, "Linux test", Ending.FAILED).run(head, "Linux analyze", Ending.PASSED);
    }

    /// Decides what is due, and gives the aggregate check of each commit.
    private List<WantedCheck> required() {
        var checks = world.stores.checks();
        var settings = new CheckSettings("https://ci.example.com", CheckSettings.Mode.EACH);
        return checks.due(9).stream()
                .map(
                        due -> {
                            var wanted = Wanted.of(checks.facts(due, settings), settings);
                            checks.want(due, wanted, Duration.ZERO);
                            return wanted.getFirst();
                        })
                .toList();
    }

    private JsonNode shown() {
        return reads.pull(World.REPO, 7, null).orElseThrow().path("shown");
    }

    private static JsonNode named(JsonNode list, String target) {
        return list.valueStream()
                .filter(it -> it.path("target").asText(it.path("name").asText()).equals(target))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_failure_in_quarantine_stands_in_no_pull_requests_way() {
        proposals.see(proposals.opened(7, 70), TWO_TARGETS, true);
        quarantined();

        failed(70);

        assertThat(required()).extracting(WantedCheck::state).containsExactly(State.SUCCESS);
        var task = named(shown().path("tasks"), "Linux test");
        assertThat(task.path("blocking").asBoolean()).isFalse();
        assertThat(task.path("blame").asText()).isEqualTo("flake");
        assertThat(task.path("quarantine").asText())
                .startsWith("in quarantine until ")
                .endsWith(": flaky since Monday (https://example.org/7)");
        var pulls = reads.pulls(World.REPO).orElseThrow().path("pulls");
        assertThat(pulls.at("/0/counts/failed").asInt()).isZero();
        assertThat(pulls.at("/0/counts/advisory").asInt()).isEqualTo(1);
    }

    @Test
    void what_failed_before_is_let_go_when_the_quarantine_begins_and_held_when_it_ends() {
        proposals.see(proposals.opened(7, 70), TWO_TARGETS, true);
        failed(70);
        assertThat(required()).extracting(WantedCheck::state).containsExactly(State.FAILURE);
        assertThat(required()).isEmpty();

        var id = quarantined();

        assertThat(required()).extracting(WantedCheck::state).containsExactly(State.SUCCESS);
        world.stability.lift(World.REPO, id, "grace", "mended");
        assertThat(required()).extracting(WantedCheck::state).containsExactly(State.FAILURE);
        assertThat(shown().at("/tasks/1/quarantine").isNull()).isTrue();
    }

    @Test
    void a_merge_group_lands_over_a_failure_in_quarantine() {
        quarantined();
        proposals.group(90, TWO_TARGETS);

        failed(90);

        assertThat(required()).extracting(WantedCheck::state).containsExactly(State.SUCCESS);
        var groups = reads.mergeGroups(World.REPO).orElseThrow().path("groups");
        assertThat(groups.at("/0/counts/failed").asInt()).isZero();
    }

    @Test
    void another_branch_is_not_let_go() {
        proposals.see(proposals.opened(7, 70), TWO_TARGETS, true);
        world.commits.land(World.REPO, "release", 50, TWO_TARGETS.replace("main", "release"));
        world.watch.round();
        world.planning.round();
        var until = world.clock.instant().plus(Quarantines.USUAL);
        var order = new Quarantines.Order("Linux test", "@ada", null, "flaky", until, "grace");
        assertThat(world.stability.set(World.REPO, "release", order)).isInstanceOf(Done.class);

        failed(70);

        assertThat(required()).extracting(WantedCheck::state).containsExactly(State.FAILURE);
    }

    @Test
    void a_quarantine_that_ran_out_holds_back_again() {
        proposals.see(proposals.opened(7, 70), TWO_TARGETS, true);
        quarantined();
        failed(70);
        required();

        world.clock.pass(Quarantines.USUAL);
        assertThat(world.stability.round()).isEqualTo(1);

        assertThat(required()).extracting(WantedCheck::state).containsExactly(State.FAILURE);
    }

    @Test
    void the_grid_sets_a_column_in_quarantine_apart_as_soon_as_it_is() {
        assertThat(column().path("quarantined").asBoolean()).isFalse();
        var before = reads.version();

        var id = quarantined();

        assertThat(column().path("quarantined").asBoolean()).isTrue();
        assertThat(reads.version()).as("who kept the grid reads it again").isGreaterThan(before);
        assertThat(world.text("select payload from event_log where kind = 'target'"))
                .isEqualTo(
                        "{\"repo\":\"local/sample\",\"branch\":\"main\",\"target\":\"Linux"
                                + " test\"}");
        world.stability.lift(World.REPO, id, "grace", "");
        assertThat(column().path("quarantined").asBoolean()).isFalse();
    }

    private JsonNode column() {
        var grid = reads.grid(World.REPO, null, 9, null).orElseThrow();
        return named(grid.path("targets"), "Linux test");
    }

    @Test
    void a_commit_is_green_over_a_failure_in_quarantine() {
        world.run(1, "Linux analyze", Ending.PASSED).run(1, "Linux test", Ending.FAILED);
        world.run(1, "Linux test", Ending.FAILED);
        assertThat(inTheWay()).isEqualTo("'Linux test' failed");

        quarantined();

        assertThat(inTheWay()).isEqualTo("null");
    }

    private String inTheWay() {
        var commits = world.stability.greenCommits(World.REPO, "main", 9).orElseThrow();
        assertThat(commits.at("/commits/0/sha").asText())
                .isEqualTo(SimulatedCommits.sha(1).value());
        return commits.at("/commits/0/inTheWay").asText();
    }
}
