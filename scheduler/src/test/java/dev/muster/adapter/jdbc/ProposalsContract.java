package dev.muster.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.adapter.jdbc.reads.JdbcReads;
import dev.muster.checks.CheckSettings;
import dev.muster.checks.CheckStore;
import dev.muster.checks.CheckStore.About;
import dev.muster.checks.Wanted;
import dev.muster.checks.WantedCheck;
import dev.muster.checks.WantedCheck.State;
import dev.muster.dispatch.Runner.Ending;
import dev.muster.presubmit.PullRequest;
import dev.muster.testkit.Proposals;
import dev.muster.testkit.SimulatedCommits;
import dev.muster.testkit.World;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What is told of pull requests and merge groups.
abstract class ProposalsContract extends WorldContract {

    private static final String CONFIG =
            TWO_TARGETS
                    + """
                      - name: Linux docs
                        run: ./docs.sh
                        presubmit: false
                      - name: Linux new
                        run: ./new.sh
                        bringup: true
                    """;

    private JdbcReads reads;
    private Proposals proposals;

    @BeforeEach
    void look() {
        reads = new JdbcReads(database, world.clock);
        proposals = new Proposals(world);
    }

    private ObjectNode pull(int number) {
        return reads.pull(World.REPO, number, null).orElseThrow();
    }

    private static List<String> texts(JsonNode list, String name) {
        return list.findValuesAsText(name);
    }

    private JsonNode task(String target) {
        return pull(7).path("shown")
                .path("tasks")
                .valueStream()
                .filter(it -> it.path("target").asText().equals(target))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_pull_request_tells_every_target_that_runs_and_every_one_that_does_not() {
        proposals.see(proposals.opened(7, 70), CONFIG, true);

        var shown = pull(7).path("shown");

        assertThat(shown.path("stage").asText()).isEqualTo("planned");
        assertThat(texts(shown.path("tasks"), "target"))
                .containsExactly("Linux analyze", "Linux test");
        assertThat(texts(shown.path("skipped"), "target"))
                .containsExactly("Linux docs", "Linux new");
        assertThat(texts(shown.path("skipped"), "explanation"))
                .containsExactly(
                        "It is skipped because it is not part of presubmit: presubmit: false.",
                        "It is skipped because it is in bringup: bringup: true.");
    }

    @Test
    void a_pull_request_that_waits_for_approval_says_so() {
        proposals.see(proposals.opened(7, 70), CONFIG, false);

        var pull = pull(7);

        assertThat(pull.path("mayRun").asBoolean()).isFalse();
        assertThat(pull.path("shown").path("stage").asText()).isEqualTo("waits_for_approval");
        assertThat(pull.path("shown").path("stageDetail").asText()).isEqualTo("grace");
        assertThat(pull.path("shown").path("tasks")).isEmpty();
    }

    @Test
    void a_failure_that_the_base_has_too_is_the_bases() {
        world.land(1, CONFIG)
                .run(1, "Linux test", Ending.FAILED)
                .run(1, "Linux test", Ending.FAILED)
                .run(1, "Linux analyze", Ending.PASSED);
        proposals
                .see(proposals.opened(7, 70), CONFIG, true)
                .run(70, "Linux test", Ending.FAILED)
                .run(70, "Linux test", Ending.FAILED)
                .run(70, "Linux analyze", Ending.FAILED)
                .run(70, "Linux analyze", Ending.FAILED);

        assertThat(task("Linux test").path("blame").asText()).isEqualTo("base");
        assertThat(task("Linux analyze").path("blame").asText()).isEqualTo("new");
    }

    @Test
    void a_failure_is_known_again_by_what_it_says() {
        world.land(1, CONFIG)
                .run(1, "Linux test", Ending.FAILED, "error 7: connection reset\n")
                .run(1, "Linux test", Ending.PASSED)
                .run(1, "Linux analyze", Ending.FAILED, "error: no such pier 'A'\n")
                .run(1, "Linux analyze", Ending.FAILED, "error: no such pier 'A'\n");
        proposals
                .see(proposals.opened(7, 70), CONFIG, true)
                .run(70, "Linux test", Ending.FAILED, "error 9: connection reset\n")
                .run(70, "Linux analyze", Ending.FAILED, "error: no such ship\n");

        assertThat(task("Linux test").path("blame").asText()).isEqualTo("flake");
        assertThat(task("Linux test").path("signature").asText())
                .isEqualTo("error <n>: connection reset");
        assertThat(task("Linux analyze").path("blame").asText()).isEqualTo("new");
        assertThat(task("Linux analyze").path("blameDetail").asText())
                .isEqualTo("the target is red on main too, but fails there in another way");
    }

    @Test
    void what_no_code_is_to_blame_for_is_told_as_infra() {
        world.land(1, CONFIG)
                .run(1, "Linux test", Ending.PASSED)
                .run(1, "Linux analyze", Ending.PASSED);
        proposals.see(proposals.opened(7, 70), CONFIG, true);
        for (var attempt = 1; attempt <= 3; attempt++) {
            proposals.run(70, "Linux test", Ending.INFRA_FAILED);
            world.clock.pass(Duration.ofMinutes(10));
        }
        proposals.run(70, "Linux analyze", Ending.FAILED, "error: no such host\n");
        assertThat(blame("Linux test")).isEqualTo("infra: it ended for a cause outside the code");
        assertThat(blame("Linux analyze")).isEqualTo("new: the target passes on main");

        incident();

        assertThat(blame("Linux analyze")).isEqualTo("infra: an incident of 'linux' lasts on main");
        assertThat(blame("Linux test")).isEqualTo("infra: it ended for a cause outside the code");
    }

    private String blame(String target) {
        var task = task(target);
        return task.path("blame").asText() + ": " + task.path("blameDetail").asText();
    }

    /// An incident of the platform that lasts on the base.
    private void incident() {
        database.jdbi()
                .useHandle(
                        it ->
                                it.execute(
                                        """
                                        insert into incident (id, repository_id, branch, scope,
                                            name, since, found_at, failed, chance, discounted,
                                            retried, open_key)
                                        select distinct 'I', repository_id, 'main', 'platform',
                                            platform, current_timestamp, current_timestamp, '[]',
                                            0.00001, 0, 0, 'main platform ' || platform
                                        from task
                                        """));
    }

    @Test
    void what_other_pull_requests_fail_with_as_well_is_no_news() {
        world.land(1, CONFIG).run(1, "Linux test", Ending.PASSED);
        for (var number = 7; number <= 9; number++) {
            proposals.see(proposals.opened(number, number * 10), CONFIG, true);
            proposals.run(number * 10, "Linux test", Ending.FAILED, "error: mirror is down\n");
        }

        var groups = world.stability.failures(World.REPO, null).orElseThrow().path("groups");

        assertThat(task("Linux test").path("blame").asText()).isEqualTo("flake");
        assertThat(groups).hasSize(1);
        assertThat(groups.get(0).path("count").asInt()).isEqualTo(3);
        assertThat(texts(groups.get(0), "signature")).containsExactly("error: mirror is down");
        assertThat(groups.get(0).path("pulls").toString()).isEqualTo("[9,8,7]");
    }

    @Test
    void the_aggregate_check_tells_what_failures_are_due_to() {
        world.land(1, CONFIG).run(1, "Linux test", Ending.PASSED);
        proposals
                .see(proposals.opened(7, 70), CONFIG, true)
                .run(70, "Linux test", Ending.FAILED, "error: a <b>bad</b> pier\n");
        var checks = world.stores.checks();
        var settings = new CheckSettings("https://ci.example.com", CheckSettings.Mode.EACH);

        var wanted = Wanted.of(checks.facts(checks.due(1).getFirst(), settings), settings);

        assertThat(wanted.getFirst().summary()).endsWith("Of the failures: 1 new.");
        assertThat(wanted.getFirst().text()).contains("failed, **new** | the target");
        assertThat(wanted.getLast().summary())
                .contains("**new**: the target passes on main", "> error&#58; a &#60;b&#62;bad");
    }

    /// Each is wanted a second after the one before.
    ///
    /// @return what GitHub is sent at once
    private List<String> sent(WantedCheck... wishes) {
        var checks = world.stores.checks();
        var repository = Long.parseLong(world.text("select id from repository"));
        var due = new CheckStore.Due(repository, "pull:7:main", "a".repeat(40), 1);
        var sent = new ArrayList<String>();
        for (var wish : wishes) {
            checks.want(due, List.of(wish), Duration.ofMinutes(1));
            world.clock.pass(Duration.ofSeconds(1));
            if (!wish.title().startsWith("missed")) {
                checks.claim(About.THE_WHOLE, Set.of(), "one", Duration.ofMinutes(1), 9)
                        .forEach(
                                it -> {
                                    sent.add(it.check().title());
                                    checks.confirmed(it, 1);
                                });
            }
        }
        return sent;
    }

    private static WantedCheck check(State state, String title, boolean progress) {
        var none = List.<WantedCheck.Annotation>of();
        var url = "https://ci.example.com";
        return new WantedCheck(
                Wanted.REQUIRED, state, url, title, "", "", none, List.of(), progress);
    }

    @Test
    void what_a_person_waits_for_is_shown_at_once_and_mere_progress_waits() {
        world.land(1, CONFIG);

        var sent =
                sent(
                        check(State.ACTION_REQUIRED, "waits", false),
                        check(State.QUEUED, "being planned", false),
                        check(State.QUEUED, "0 of 3", true),
                        check(State.IN_PROGRESS, "1 of 3", true),
                        check(State.IN_PROGRESS, "2 of 3", true),
                        check(State.SUCCESS, "all 3", false));

        assertThat(sent).containsExactly("waits", "being planned", "0 of 3", "1 of 3", "all 3");
    }

    @Test
    void the_plan_of_what_was_proposed_a_moment_ago_waits_for_its_first_target() {
        world.land(1, CONFIG);

        var sent =
                sent(
                        check(State.QUEUED, "being planned", false),
                        check(State.QUEUED, "0 of 3", true),
                        check(State.IN_PROGRESS, "0 of 3, one runs", true));

        assertThat(sent).containsExactly("being planned", "0 of 3, one runs");
    }

    @Test
    void progress_does_not_put_off_what_is_due_already() {
        world.land(1, CONFIG);

        var sent =
                sent(
                        check(State.QUEUED, "0 of 3", true),
                        check(State.IN_PROGRESS, "missed: 0 of 3", true),
                        check(State.IN_PROGRESS, "1 of 3", true));

        assertThat(sent).containsExactly("0 of 3", "1 of 3");
    }

    @Test
    void what_passed_is_nobodys_fault_and_what_the_base_never_ran_is_unknown() {
        proposals
                .see(proposals.opened(7, 70), CONFIG, true)
                .run(70, "Linux test", Ending.FAILED)
                .run(70, "Linux test", Ending.FAILED)
                .run(70, "Linux analyze", Ending.PASSED);

        assertThat(task("Linux analyze").path("blame").isNull()).isTrue();
        assertThat(task("Linux test").path("blame").asText()).isEqualTo("unknown");
    }

    @Test
    void an_older_head_can_still_be_looked_at() {
        proposals.see(proposals.opened(7, 70), CONFIG, true);
        world.clock.pass(Duration.ofMinutes(1));
        proposals.see(proposals.opened(7, 71), CONFIG, true);

        var older = SimulatedCommits.sha(70).value();

        assertThat(pull(7).path("shown").path("sha").asText())
                .isEqualTo(SimulatedCommits.sha(71).value());
        assertThat(texts(pull(7).path("heads"), "sha"))
                .containsExactly(SimulatedCommits.sha(71).value(), older);
        assertThat(reads.pull(World.REPO, 7, older).orElseThrow().path("shown").path("tasks"))
                .hasSize(2);
        assertThat(reads.pull(World.REPO, 7, SimulatedCommits.sha(1).value())).isEmpty();
    }

    @Test
    void open_pull_requests_come_first_with_how_their_tasks_stand() {
        proposals.see(proposals.opened(7, 70), CONFIG, true).run(70, "Linux test", Ending.PASSED);
        world.clock.pass(Duration.ofMinutes(1));
        proposals.see(closed(proposals.opened(8, 80)), CONFIG, true);

        var pulls = reads.pulls(World.REPO).orElseThrow().path("pulls");

        assertThat(texts(pulls, "number")).containsExactly("7", "8");
        assertThat(texts(pulls, "state")).containsExactly("open", "closed");
        assertThat(pulls.get(0).path("counts").toString())
                .isEqualTo("{\"passed\":1,\"failed\":0,\"open\":1,\"cancelled\":0,\"advisory\":0}");
    }

    @Test
    void merge_groups_stand_in_the_order_of_the_queue_and_those_that_are_gone_come_last() {
        proposals.group(90, CONFIG);
        world.clock.pass(Duration.ofMinutes(1));
        proposals.group(91, CONFIG).group(92, CONFIG).gone(90, "merged");

        var groups = reads.mergeGroups(World.REPO).orElseThrow().path("groups");

        assertThat(texts(groups, "sha"))
                .containsExactly(
                        SimulatedCommits.sha(91).value(),
                        SimulatedCommits.sha(92).value(),
                        SimulatedCommits.sha(90).value());
        assertThat(texts(groups, "place")).containsExactly("1", "2", "null");
        assertThat(groups.get(2).path("cause").asText()).isEqualTo("merged");
    }

    @Test
    void a_merge_group_tells_its_targets_and_its_place() {
        proposals.group(90, CONFIG).group(91, CONFIG).run(91, "Linux test", Ending.PASSED);

        var group = reads.mergeGroup(World.REPO, SimulatedCommits.sha(91).value()).orElseThrow();

        assertThat(group.path("place").asInt()).isEqualTo(2);
        assertThat(texts(group.path("shown").path("tasks"), "status")).contains("succeeded");
    }

    @Test
    void what_is_not_there_is_empty() {
        var elsewhere = new dev.muster.core.ci.RepoSlug("local", "elsewhere");

        assertThat(reads.pulls(elsewhere)).isEmpty();
        assertThat(reads.mergeGroups(elsewhere)).isEmpty();
        assertThat(reads.pull(World.REPO, 7, null)).isEmpty();
        assertThat(reads.mergeGroup(World.REPO, SimulatedCommits.sha(9).value())).isEmpty();
    }

    private static PullRequest closed(PullRequest pull) {
        return new PullRequest(
                pull.number(),
                pull.title(),
                pull.author(),
                pull.base(),
                pull.baseSha(),
                pull.head(),
                pull.headRef(),
                pull.fork(),
                pull.draft(),
                pull.labels(),
                PullRequest.State.CLOSED,
                pull.changedAt());
    }
}
