package dev.muster.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;

import dev.muster.access.Principal;
import dev.muster.access.Role;
import dev.muster.access.Scope;
import dev.muster.core.external.Post;
import dev.muster.core.external.PostedStatus;
import dev.muster.dispatch.Runner.Ending;
import dev.muster.external.StatusPost;
import dev.muster.external.StatusPosts.Outcome;
import dev.muster.stability.Quarantines;
import dev.muster.stability.Quarantines.Outcome.Done;
import dev.muster.testkit.SimulatedCommits;
import dev.muster.testkit.World;

import org.junit.jupiter.api.Test;

import java.util.Set;

/// How likely a good commit goes red by flakes alone, who uses that up, what a promotion would
/// cost; and which commits are green.
abstract class GateContract extends WorldContract {

    private static final String GATED =
            TWO_TARGETS
                    + """
                      - name: Linux new
                        run: ./new.sh
                        bringup: true
                      - name: Linux lab
                        scheduler: partner_lab
                        bringup: false
                    """;

    private static final Principal LAB =
            new Principal(
                    "lab", "token lab", Role.SCHEDULER, new Scope("partner_lab", null, Set.of()));

    /// Ten commits: what passes, what flakes on two of them, and what is on trial.
    private void landed() {
        for (var commit = 1; commit <= 10; commit++) {
            world.land(commit, GATED);
            if (commit % 5 == 0) {
                world.run(commit, "Linux test", Ending.FAILED);
            }
            world.run(commit, "Linux test", Ending.PASSED)
                    .run(commit, "Linux analyze", Ending.PASSED)
                    .run(commit, "Linux new", Ending.PASSED);
        }
    }

    private JsonNode gate() {
        return world.stability.flakes(World.REPO, null).orElseThrow().path("gate");
    }

    /// The chance that a target turns a good commit red, by what is stored of its runs.
    private double alone(String target, int retries) {
        var stored =
                world.text(
                                "select flakes || ' ' || runs from target_stability where target ="
                                        + " ?",
                                target)
                        .split(" ");
        var rate = (Double.parseDouble(stored[0]) + 0.5) / (Double.parseDouble(stored[1]) + 50);
        return Math.pow(rate, retries + 1);
    }

    @Test
    void the_gate_adds_up_what_blocks_and_names_who_uses_it_up() {
        landed();
        var test = alone("Linux test", 1);
        var analyze = alone("Linux analyze", 1);

        var gate = gate();

        assertThat(gate.path("blocking").asInt()).isEqualTo(2);
        assertThat(gate.path("retries").asInt()).isEqualTo(1);
        assertThat(gate.path("falseRed").asDouble())
                .isCloseTo(1 - (1 - test) * (1 - analyze), within(1e-6));
        assertThat(gate.path("spentBy").findValuesAsText("target"))
                .containsExactly("Linux test", "Linux analyze");
        assertThat(gate.at("/spentBy/0/falseRed").asDouble()).isCloseTo(test, within(1e-6));
        assertThat(gate.at("/spentBy/0/part").asDouble()).isGreaterThan(0.9);
    }

    @Test
    void a_quarantine_takes_its_target_out_of_the_gate() {
        landed();
        var analyze = alone("Linux analyze", 1);
        var until = world.clock.instant().plus(Quarantines.USUAL);
        var order = new Quarantines.Order("Linux test", "@ada", null, "flaky", until, "grace");

        assertThat(world.stability.set(World.REPO, "main", order)).isInstanceOf(Done.class);

        assertThat(gate().path("blocking").asInt()).isEqualTo(1);
        assertThat(gate().path("falseRed").asDouble()).isCloseTo(analyze, within(1e-6));
    }

    @Test
    void a_promotion_costs_what_its_target_would_add() {
        landed();
        database.jdbi()
                .useHandle(
                        it ->
                                it.execute(
                                        "update target_stability set advice = 'promote' where"
                                                + " target = 'Linux new'"));
        world.proposals.round();

        var promotions = world.stability.promotions(World.REPO, null).orElseThrow();

        var now = 1 - (1 - alone("Linux test", 1)) * (1 - alone("Linux analyze", 1));
        var after = 1 - (1 - now) * (1 - alone("Linux new", 1));
        assertThat(promotions.at("/gate/falseRed").asDouble()).isCloseTo(now, within(1e-6));
        assertThat(promotions.at("/open/0/target").asText()).isEqualTo("Linux new");
        assertThat(promotions.at("/open/0/falseRedAfter").asDouble())
                .isCloseTo(after, within(1e-6));
        assertThat(after).isGreaterThan(now);
    }

    @Test
    void what_another_scheduler_runs_is_reckoned_without_a_second_run() {
        landed();
        for (var commit = 1; commit <= 10; commit++) {
            if (commit % 5 == 0) {
                posted(commit, 1, PostedStatus.FAILED);
            }
            posted(commit, 2, PostedStatus.SUCCEEDED);
        }

        var gate = gate();

        assertThat(gate.path("blocking").asInt()).isEqualTo(3);
        assertThat(gate.path("notRetried").asInt()).isEqualTo(1);
        assertThat(gate.at("/spentBy/0/target").asText()).isEqualTo("Linux lab");
        assertThat(gate.at("/spentBy/0/falseRed").asDouble())
                .isCloseTo(alone("Linux lab", 0), within(1e-6));
    }

    private JsonNode newest(int commits) {
        return world.stability
                .greenCommits(World.REPO, null, commits)
                .orElseThrow()
                .path("commits");
    }

    @Test
    void a_commit_is_green_when_all_that_blocks_passed_at_last() {
        world.land(1, GATED)
                .run(1, "Linux analyze", Ending.PASSED)
                .run(1, "Linux new", Ending.FAILED)
                .run(1, "Linux test", Ending.FAILED)
                .run(1, "Linux test", Ending.PASSED);
        posted(1, 1, PostedStatus.SUCCEEDED);

        assertThat(newest(9).at("/0/green").asBoolean()).isTrue();
        assertThat(newest(9).at("/0/inTheWay").isNull()).isTrue();
    }

    @Test
    void of_a_commit_that_is_not_green_the_first_thing_in_the_way_is_told() {
        world.land(1, GATED).run(1, "Linux test", Ending.PASSED);
        world.land(2, "targets: [");
        world.land(3, GATED.replace(".sh\n  - name: L", ".sh\n    bringup: true\n  - name: L"))
                .run(3, "Linux test", Ending.PASSED);
        world.land(4, TWO_TARGETS);
        world.run(4, "Linux test", Ending.FAILED).run(4, "Linux test", Ending.FAILED);

        var told = newest(9);

        assertThat(told.findValuesAsText("inTheWay"))
                .containsExactly(
                        "'Linux test' failed",
                        "'Linux lab' is waiting",
                        "its configuration is invalid",
                        "'Linux analyze' is with its runner");
        assertThat(told.findValuesAsText("target"))
                .containsExactly("Linux test", "Linux lab", "null", "Linux analyze");
        assertThat(told.findValuesAsText("green")).containsOnly("false");
        assertThat(newest(2)).hasSize(2);
    }

    /// The other scheduler says how its target ended.
    private void posted(int commit, int attempt, PostedStatus status) {
        var outcome =
                world.posts.take(
                        LAB,
                        new StatusPost(
                                World.REPO,
                                null,
                                SimulatedCommits.sha(commit),
                                "Linux lab",
                                "https://lab.example/log",
                                new Post(status, attempt, null, null, null, false, "")));
        assertThat(outcome).isInstanceOf(Outcome.Applied.class);
    }
}
