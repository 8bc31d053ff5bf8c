package dev.muster.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.core.stability.Thresholds;
import dev.muster.dispatch.DispatchSettings;
import dev.muster.dispatch.Runner.Ending;
import dev.muster.stability.Quarantines;
import dev.muster.stability.Quarantines.Outcome.Done;
import dev.muster.testkit.SimulatedCommits;
import dev.muster.testkit.World;

import org.junit.jupiter.api.Test;

import java.time.Duration;

/// What the runs of a target say, kept as they end.
abstract class StabilityContract extends WorldContract {

    static final String ON_TRIAL = TWO_TARGETS.replace("./test.sh", "./test.sh\n    bringup: true");

    private int commit;

    @Test
    void a_clean_run_is_weighed_when_it_ends() {
        runs(ON_TRIAL, 3, Ending.PASSED);

        assertThat(said("history")).isEqualTo("1 p*3");
        assertThat(said("state || ' ' || why")).isEqualTo("bringup 3 of 50 clean runs in a row");
    }

    @Test
    void a_failure_and_a_pass_on_one_commit_are_a_flake() {
        runs(ON_TRIAL, 2, Ending.PASSED);
        world.land(++commit, ON_TRIAL);
        world.run(commit, "Linux test", Ending.FAILED);
        world.run(commit, "Linux test", Ending.PASSED);

        assertThat(said("history")).isEqualTo("1 p*2 pf");
        assertThat(said("flaky || ' ' || streak_runs")).isEqualTo("1 0");
    }

    @Test
    void what_is_no_fault_of_the_code_says_nothing() {
        runs(ON_TRIAL, 1, Ending.PASSED);
        runs(ON_TRIAL, 1, Ending.CANCELLED);

        assertThat(said("history")).isEqualTo("1 p");
    }

    @Test
    void fifty_clean_runs_speak_for_a_promotion() {
        runs(ON_TRIAL, 50, Ending.PASSED);

        assertThat(said("advice || ' ' || state")).isEqualTo("promote bringup");
        assertThat(said("why")).startsWith("the newest 50 runs passed; with probability 0.84");
    }

    @Test
    void one_failure_at_the_forty_ninth_run_starts_again() {
        runs(ON_TRIAL, 48, Ending.PASSED);
        runs(ON_TRIAL, 1, Ending.FAILED);
        runs(ON_TRIAL, 1, Ending.PASSED);

        assertThat(said("advice || ' ' || why")).isEqualTo("more_runs 1 of 50 clean runs in a row");
    }

    @Test
    void the_configuration_says_how_a_target_is_judged() {
        var own =
                ON_TRIAL.replace(
                        "bringup: true",
                        "properties: {flakiness_threshold: \"0.10\", ignore_flakiness: \"true\"}");
        runs(own, 1, Ending.PASSED);

        assertThat(said("tolerated || ' ' || advice || ' ' || state"))
                .isEqualTo("0.1 leave_ignored stable");
    }

    @Test
    void a_target_is_judged_anew_when_its_configuration_is_read_and_not_at_its_next_run() {
        runs(ON_TRIAL, 30, Ending.PASSED);
        assertThat(said("advice")).isEqualTo("more_runs");

        world.land(++commit, own("promotion_runs: 20, flakiness_threshold: 0.05"));
        assertThat(said("advice || ' ' || tolerated")).isEqualTo("promote 0.05");

        world.land(++commit, own("ignore_flakiness: true"));
        assertThat(said("advice || ' ' || tolerated")).isEqualTo("leave_ignored 0.02");

        world.land(++commit, TWO_TARGETS);
        assertThat(said("state || ' ' || advice")).isEqualTo("stable leave");
    }

    private static String own(String properties) {
        return ON_TRIAL.replace(
                "bringup: true", "bringup: true\n    properties: {%s}".formatted(properties));
    }

    @Test
    void a_target_that_is_left_alone_is_searched_no_further() {
        runs(TWO_TARGETS, 20, Ending.PASSED);
        runs(TWO_TARGETS, 3, Ending.FAILED);
        assertThat(world.culprits.round()).isEqualTo(1);

        world.land(
                ++commit,
                TWO_TARGETS.replace(
                        "run: ./test.sh",
                        "run: ./test.sh\n    properties: {ignore_flakiness: true}"));

        assertThat(said("state || ' ' || advice")).isEqualTo("broken leave_ignored");
        assertThat(world.culprits.round()).isEqualTo(1);
        assertThat(world.text("select state from culprit_search")).isEqualTo("over");
        assertThat(world.culprits.round()).isZero();
        assertThat(world.text("select status from tree_state")).isEqualTo("closed");
        assertThat(world.list("select action from audit_log where who = 'muster' order by id"))
                .contains("culprit search over");
    }

    @Test
    void thresholds_of_the_target_its_platform_and_its_repository_lie_over_each_other() {
        var own =
                ON_TRIAL.replace("{os: Linux}", "{os: Linux, promotion_runs: 7}")
                        .replace(
                                "bringup: true", "bringup: true\n    properties: {broken_runs: 2}");
        runs(own, 2, Ending.PASSED);
        assertThat(said("why || '; ' || wanted_runs")).isEqualTo("2 of 7 clean runs in a row; 41");

        var judged = world.stability.judge(_ -> Thresholds.of("promotion_confidence=0.4"));

        assertThat(judged).isEqualTo(1);
        assertThat(said("wanted_runs")).isEqualTo("7");
        assertThat(world.stability.judge(_ -> Thresholds.of("promotion_confidence=0.4")))
                .as("what is known already")
                .isZero();
        runs(own, 2, Ending.FAILED);
        assertThat(said("state || ' ' || history")).isEqualTo("broken 1 p*2 f*2");
    }

    @Test
    void three_failed_runs_are_broken_and_a_pass_mends_it() {
        runs(TWO_TARGETS, 3, Ending.PASSED);
        runs(TWO_TARGETS, 3, Ending.FAILED);
        assertThat(said("state || ' ' || advice")).isEqualTo("broken search_culprit");

        runs(TWO_TARGETS, 1, Ending.PASSED);

        assertThat(said("state")).isEqualTo("stable");
    }

    @Test
    void an_older_commit_that_ends_later_falls_into_its_place() {
        world.land(1, TWO_TARGETS);
        world.land(2, TWO_TARGETS);
        world.run(2, "Linux test", Ending.PASSED);
        world.run(1, "Linux test", Ending.FAILED);

        assertThat(said("history")).isEqualTo("1 f p");
    }

    @Test
    void two_instances_make_one_proposal() {
        runs(ON_TRIAL, 50, Ending.PASSED);
        var other = world.besides(DispatchSettings.of("two", 100));

        assertThat(world.proposals.round() + other.proposals.round()).isEqualTo(1);

        assertThat(world.list("select target || ' ' || kind || ' ' || state from proposal"))
                .containsExactly("Linux test promote open");
        assertThat(world.stability.promotions(World.REPO, null).orElseThrow().at("/open/0/diff"))
                .asString()
                .contains("-    bringup: true");
    }

    @Test
    void a_proposal_is_withdrawn_when_its_evidence_is_gone() {
        runs(ON_TRIAL, 50, Ending.PASSED);
        world.proposals.round();
        runs(ON_TRIAL, 1, Ending.FAILED);

        world.proposals.round();

        assertThat(world.text("select state || ' ' || close_reason from proposal"))
                .isEqualTo("withdrawn the evidence does not speak for it any more");
    }

    @Test
    void a_quarantine_stays_proposed_as_long_as_its_target_is_watched() {
        runs(TWO_TARGETS, 1, Ending.PASSED);
        proposed("watch", "quarantine");

        assertThat(proposed("watch", "leave")).isEqualTo("open");
        assertThat(proposed("stable", "leave")).isEqualTo("withdrawn");
    }

    private String proposed(String state, String advice) {
        var assess = "update target_stability set state = ?, advice = ? where target like '% test'";
        database.jdbi().useHandle(it -> it.execute(assess, state, advice));
        world.proposals.round();
        return world.text("select state from proposal");
    }

    @Test
    void a_proposal_is_done_when_the_configuration_says_so() {
        runs(ON_TRIAL, 50, Ending.PASSED);
        world.proposals.round();
        runs(TWO_TARGETS, 1, Ending.PASSED);

        world.proposals.round();

        assertThat(world.text("select state from proposal")).isEqualTo("done");
        assertThat(said("state")).isEqualTo("stable");
    }

    @Test
    void a_quarantine_is_lifted_by_clean_runs_since_it_began() {
        runs(TWO_TARGETS, 3, Ending.FAILED);
        var order =
                new Quarantines.Order(
                        "Linux test",
                        "@ada",
                        null,
                        "flaky",
                        world.clock.instant().plus(Quarantines.LONGEST),
                        "grace");
        assertThat(world.stability.set(World.REPO, "main", order)).isInstanceOf(Done.class);
        assertThat(world.stability.set(World.REPO, "main", order))
                .asString()
                .contains(
                        "'Linux test' is quarantined already, by grace until 30 May 2026; end"
                                + " quarantine 01");
        runs(TWO_TARGETS, 50, Ending.PASSED);
        assertThat(said("state || ' ' || advice")).isEqualTo("quarantined lift_quarantine");

        assertThat(world.stability.round()).isEqualTo(1);

        assertThat(said("state")).isEqualTo("stable");
        assertThat(world.text("select lifted_by || ' ' || coalesce(active, '-') from quarantine"))
                .isEqualTo("muster -");
        assertThat(world.stability.flakes(World.REPO, null).orElseThrow().at("/targets"))
                .hasSize(1);
        assertThat(world.list("select who from audit_log order by id"))
                .containsExactly("grace", "muster");
        assertThat(world.stability.quarantines(World.REPO, "main").orElseThrow().path("ended"))
                .hasSize(1);
        assertThat(
                        world.stability
                                .greenCommits(World.REPO, "main", 9)
                                .orElseThrow()
                                .path("commits"))
                .hasSize(9);
    }

    @Test
    void a_quarantine_counts_only_the_runs_after_the_fix() {
        runs(TWO_TARGETS, 3, Ending.FAILED);
        var until = world.clock.instant().plus(Quarantines.LONGEST);
        var order = new Quarantines.Order("Linux test", "@ada", null, "flaky", until, "grace");
        var set = (Done) world.stability.set(World.REPO, "main", order);
        runs(TWO_TARGETS, 20, Ending.PASSED);

        world.stability.mended(World.REPO, set.id(), "ada");

        runs(TWO_TARGETS, 1, Ending.PASSED);
        assertThat(said("state || ' ' || why"))
                .isEqualTo("quarantined 1 of 50 clean runs in a row");
        assertThat(world.stability.round()).isZero();
        runs(TWO_TARGETS, 49, Ending.PASSED);
        assertThat(world.stability.round()).isEqualTo(1);
        assertThat(said("state")).isEqualTo("stable");
    }

    @Test
    void a_bad_commit_between_green_and_red_is_named_by_runs_that_the_search_asks_for() {
        runs(TWO_TARGETS, 40, Ending.PASSED);
        var first = commit + 1;
        landed(7);
        runs(TWO_TARGETS, 3, Ending.FAILED);
        var culprit = first + 2;

        var rounds = searched(culprit);

        assertThat(world.text("select state || ' ' || culprit from culprit_search"))
                .isEqualTo("named " + SimulatedCommits.sha(culprit).value());
        assertThat(rounds).isLessThanOrEqualTo(6);
        assertThat(world.text("select reasons from tree_state"))
                .contains("\"culprit\":\"" + SimulatedCommits.sha(culprit).value());
        assertThat(world.list("select action from audit_log where who = 'muster'"))
                .contains("culprit searching", "rerun", "culprit named");
    }

    @Test
    void a_search_is_over_when_the_target_passes_again() {
        runs(TWO_TARGETS, 20, Ending.PASSED);
        runs(TWO_TARGETS, 3, Ending.FAILED);
        assertThat(world.culprits.round()).isEqualTo(1);
        assertThat(world.culprits.round()).isZero();
        runs(TWO_TARGETS, 1, Ending.PASSED);

        assertThat(world.culprits.round()).isEqualTo(1);

        assertThat(world.text("select state from culprit_search")).isEqualTo("over");
        assertThat(world.culprits.round()).isZero();
        var documents = world.stability.culprits(World.REPO, null).orElseThrow();
        assertThat(documents.at("/over/0/culprit").asText())
                .isEqualTo(SimulatedCommits.sha(21).value());
    }

    /// Lets the search ask and answers truly, until it asks no more.
    ///
    /// @return how many runs it took
    private int searched(int culprit) {
        var asked = 0;
        while (world.culprits.round() > 0) {
            for (var at = 1; at <= commit; at++) {
                if (world.list(
                                "select id from task where status = 'queued' and target = ? and sha"
                                        + " = ?",
                                "Linux test",
                                SimulatedCommits.sha(at).value())
                        .isEmpty()) {
                    continue;
                }
                asked++;
                world.run(at, "Linux test", at < culprit ? Ending.PASSED : Ending.FAILED);
                at = commit;
            }
        }
        return asked;
    }

    /// Commits whose tasks nobody runs.
    private void landed(int count) {
        for (var i = 0; i < count; i++) {
            world.land(++commit, TWO_TARGETS);
            world.requests.cancel(world.task(commit, "Linux test"), "nobody", "not now");
        }
    }

    @Test
    void what_falls_into_an_incident_weighs_nothing_and_runs_again_when_it_is_over() {
        var six = sixTargets();
        for (var i = 0; i < 10; i++) {
            all(six, Ending.PASSED);
        }
        all(six, Ending.FAILED);
        assertThat(said("failed_in_row")).isEqualTo("1");

        assertThat(world.incidents.round()).isPositive();
        assertThat(world.incidents.round()).isZero();

        assertThat(said("failed_in_row || ' ' || streak_runs")).isEqualTo("0 10");
        assertThat(world.list("select scope from incident where until is null order by scope"))
                .containsExactly("commit", "platform");
        world.clock.pass(Duration.ofMinutes(16));
        assertThat(world.incidents.round()).isEqualTo(2);
        assertThat(world.list("select target from task where status = 'queued' order by target"))
                .hasSize(6);
        assertThat(
                        world.stability
                                .incidents(World.REPO, null)
                                .orElseThrow()
                                .at("/incidents/0/failed"))
                .hasSize(6);
    }

    private static String sixTargets() {
        var config = new StringBuilder(TWO_TARGETS);
        for (var i = 3; i <= 6; i++) {
            config.append("  - name: Linux test").append(i).append("\n    run: ./test.sh\n");
        }
        return config.toString();
    }

    /// Lands a commit, and every target ends alike; a failed one is not tried again.
    private void all(String config, Ending ending) {
        world.land(++commit, config);
        world.clock.pass(Duration.ofSeconds(1));
        world.dispatched();
        world.list("select target from task where status in ('dispatched', 'running')")
                .forEach(it -> world.end(commit, it, ending));
    }

    void runs(String config, int count, Ending ending) {
        for (var i = 0; i < count; i++) {
            world.land(++commit, config);
            world.run(commit, "Linux test", ending);
            if (ending == Ending.FAILED) {
                world.run(commit, "Linux test", ending);
            }
        }
    }

    String said(String columns) {
        return world.text(
                "select " + columns + " from target_stability where target = 'Linux test'");
    }
}
