package dev.muster.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.dispatch.Runner.Ending;
import dev.muster.testkit.Databases;
import dev.muster.testkit.SimulatedCommits;
import dev.muster.testkit.World;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;

/// What the sample's targets lead to, with as many runs as a long demonstration has.
final class DemoHistoryTest {

    private static final String CONFIG = HarbourPulls.configuration();
    private static final String TRIAL = "Linux benchmark";
    private static final String FLAKY = "Linux unit_tests network";
    private static final String STORAGE = "Linux unit_tests storage";

    private final World world = World.on(Databases.h2());
    private int commit;

    @AfterEach
    void close() {
        world.database.close();
    }

    private void clean(String config, String target, int runs) {
        for (var run = 0; run < runs; run++) {
            land(config, target).run(commit, target, Ending.PASSED);
        }
    }

    /// Lands a commit, on which all but one target pass at once.
    private World land(String config, String except) {
        world.land(++commit, config).dispatched();
        for (var key : world.runner.unfinished()) {
            if (!world.runner.assignment(key).target().name().value().equals(except)) {
                world.runner.end(key, Ending.PASSED);
            }
        }
        world.reconciliation.round();
        return world;
    }

    /// The diffs that are proposed for a target on trial.
    private List<String> proposed(String target) {
        world.proposals.round();
        return world.list(
                "select diff from proposal where kind = 'promote' and target = ?", target);
    }

    @Test
    void fifty_clean_runs_of_a_target_on_trial_lead_to_a_proposal_that_takes_one_line_away() {
        clean(CONFIG, TRIAL, 49);
        assertThat(proposed(TRIAL)).isEmpty();
        clean(CONFIG, TRIAL, 1);

        var diff = String.join("\n", proposed(TRIAL));

        assertThat(diff.lines().filter(it -> it.startsWith("-")))
                .containsExactly("--- a/.ci.yaml", "-    bringup: true");
        assertThat(diff).contains(" - name: Linux benchmark").doesNotContain("\n+ ");
        assertThat(world.text("select evidence from proposal where target = ?", TRIAL))
                .contains("the newest 50 runs passed; with probability 0.84 at most 2 %");
    }

    @Test
    void one_red_run_at_the_forty_ninth_starts_again() {
        clean(CONFIG, TRIAL, 48);
        land(CONFIG, TRIAL).run(commit, TRIAL, Ending.FAILED);
        clean(CONFIG, TRIAL, 49);
        assertThat(proposed(TRIAL)).isEmpty();

        assertThat(world.text("select streak_runs from target_stability where target = ?", TRIAL))
                .isEqualTo("49");
    }

    /// As its script does: the first attempt fails on every fourth commit.
    @Test
    void the_flaky_target_would_not_be_promoted_were_it_on_trial() {
        var trial =
                CONFIG.replace(
                        "    run: [sh, ci/flaky.sh]",
                        "    bringup: true\n    run: [sh, ci/flaky.sh]");
        for (var run = 1; run <= 60; run++) {
            land(trial, FLAKY);
            if (run % 4 == 0) {
                world.run(commit, FLAKY, Ending.FAILED);
            }
            world.run(commit, FLAKY, Ending.PASSED);
        }
        assertThat(proposed(FLAKY)).isEmpty();

        assertThat(world.text("select flaky from target_stability where target = ?", FLAKY))
                .isEqualTo("15");
    }

    @Test
    void the_commit_that_breaks_the_storage_is_named() {
        clean(CONFIG, STORAGE, 5);
        var broken = commit + 3;
        while (commit < broken) {
            world.land(++commit, CONFIG);
        }
        world.run(commit, STORAGE, Ending.FAILED).run(commit, STORAGE, Ending.FAILED);
        land(CONFIG, STORAGE).run(commit, STORAGE, Ending.FAILED);
        for (var round = 0; round < 10; round++) {
            world.culprits.round();
            world.dispatch.round();
            for (var key : world.runner.unfinished()) {
                var first = world.task(broken - 1, STORAGE).equals(key.task());
                var before = world.task(broken - 2, STORAGE).equals(key.task());
                if (first || before || world.task(broken, STORAGE).equals(key.task())) {
                    // The middle one of the three is the culprit.
                    world.runner.end(key, before ? Ending.PASSED : Ending.FAILED);
                }
            }
            world.reconciliation.round();
        }

        assertThat(world.text("select state from culprit_search")).isEqualTo("named");
        assertThat(world.text("select culprit from culprit_search"))
                .isEqualTo(SimulatedCommits.sha(broken - 1).value());
    }
}
