package dev.muster.bot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.dispatch.Runner.Ending;
import dev.muster.simulation.limits.Fault;
import dev.muster.simulation.pulls.Issue;
import dev.muster.simulation.pulls.Label;
import dev.muster.simulation.pulls.PullRequest;
import dev.muster.testkit.Databases;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Pull requests that demote and revert, and how bad an issue is.
final class BotPullsTest {

    private static BotStage flaky() {
        return new BotStage(BotStage.BLOCKING)
                .runs(BotStage.BLOCKING, 30, Ending.PASSED)
                .runs(BotStage.BLOCKING, 20, Ending.FAILED, Ending.PASSED)
                .moved();
    }

    private static List<String> labels(BotStage stage) {
        return stage.repository.issues().getLast().labels().stream().map(Label::name).toList();
    }

    private static Issue flakes(BotStage stage) {
        return stage.repository.issues().stream()
                .filter(it -> it.title().equals("`Linux test` flakes"))
                .findFirst()
                .orElseThrow();
    }

    private static PullRequest pull(BotStage stage) {
        return stage.repository.pullRequests().getFirst();
    }

    @Test
    void a_target_that_flakes_too_often_is_proposed_for_bringup_with_its_issue() {
        try (var stage = flaky()) {
            assertThat(stage.world.text("select advice from target_stability"))
                    .isEqualTo("quarantine");

            stage.round();
            stage.round();
            stage.round();

            assertThat(stage.pulls()).containsExactly("Put `Linux test` back into bringup");
            var issue = stage.world.text("select url from bot_post where kind = 'flake'");
            assertThat(stage.repository.file(pull(stage).headRef(), ".ci.yaml"))
                    .isEqualTo(
                            BotStage.BLOCKING.replace(
                                    "    owner:",
                                    "    bringup: true  # " + issue + "\n    owner:"));
        }
    }

    @Test
    void a_repository_may_keep_its_quarantines_out_of_its_file() {
        try (var stage = flaky().withoutDemotions()) {
            stage.round();
            stage.round();
            stage.round();

            assertThat(stage.pulls()).isEmpty();
            assertThat(stage.world.list("select state from proposal where kind = 'quarantine'"))
                    .as("it is proposed on the dashboard all the same")
                    .containsExactly("open");
        }
    }

    @Test
    void what_was_put_into_bringup_keeps_its_issue_until_it_is_healthy() {
        try (var stage = flaky()) {
            stage.round();
            stage.round();
            stage.round();
            stage.repository.pullRequest(pull(stage).issue().number()).merge("ada");
            stage.world.clock.pass(Duration.ofMinutes(20));
            stage.landed(BotStage.ON_TRIAL);

            stage.round();
            stage.world.clock.pass(Duration.ofMinutes(20));
            stage.round();

            var issue = flakes(stage);
            assertThat(stage.world.text("select state from target_stability")).isEqualTo("bringup");
            assertThat(issue.isOpen()).isTrue();
            assertThat(issue.body())
                    .contains("flaked too often to block, and is in bringup: ")
                    .contains("It goes on running, and blocks nothing.");
            assertThat(stage.world.list("select state from proposal where kind = 'quarantine'"))
                    .containsExactly("done");
            stage.database
                    .jdbi()
                    .useHandle(it -> it.execute("update target_stability set advice = 'promote'"));
            stage.round();
            assertThat(issue.isOpen()).isFalse();
            assertThat(issue.comments().getLast().body()).contains("is healthy again");
        }
    }

    @Test
    void an_issue_is_closed_when_the_configuration_asks_to_leave_its_target_alone() {
        try (var stage = flaky()) {
            stage.round();
            stage.landed(
                    BotStage.BLOCKING.replace(
                            "    run:", "    properties: {ignore_flakiness: true}\n    run:"));

            stage.round();

            var issue = flakes(stage);
            assertThat(issue.isOpen()).isFalse();
            assertThat(issue.comments().getLast().body())
                    .contains("`Linux test` says `ignore_flakiness`");
            assertThat(stage.world.list("select action from audit_log order by id"))
                    .contains("open issue", "issue closed");
        }
    }

    @Test
    void a_demotion_is_closed_when_the_evidence_is_gone_and_silent_when_a_person_closed_it() {
        try (var stage = flaky()) {
            stage.round();
            stage.round();
            stage.repository.pullRequest(pull(stage).issue().number()).close("ada");
            stage.world.clock.pass(Duration.ofMinutes(20));

            stage.round();
            stage.round();

            assertThat(stage.pulls()).hasSize(1);
            assertThat(stage.world.list("select state from proposal where kind = 'quarantine'"))
                    .containsExactly("declined");
        }
    }

    @Test
    void an_issue_says_how_bad_it_is_and_takes_it_back() {
        try (var stage = flaky()) {
            stage.round();
            assertThat(labels(stage)).containsExactlyInAnyOrder("flaky target", "severity: high");
            stage.database
                    .jdbi()
                    .useHandle(it -> it.execute("update target_stability set flakes = 5"));

            stage.world.clock.pass(Duration.ofMinutes(20));
            stage.round();

            assertThat(labels(stage))
                    .hasSize(2)
                    .contains("flaky target")
                    .doesNotContain("severity: high");
        }
    }

    @Test
    void a_named_culprit_is_offered_to_be_undone_once_whatever_it_broke() {
        try (var stage = BotStage.broken(Databases.h2())) {
            var culprit = stage.breaks();
            stage.repository.push("main", "Go on", Map.of("app.txt", "app\n"));
            stage.moved();
            stage.named(culprit, "Linux test");
            stage.named(culprit, "Linux other");

            stage.round();
            stage.round();

            assertThat(stage.pulls()).containsExactly("Revert \"Break <it>\"");
            var head = pull(stage).headRef();
            assertThat(stage.repository.file(head, "lib/a.txt")).isEqualTo("a\n");
            assertThat(stage.repository.file(head, "lib/b.txt")).isEqualTo("b\n");
            assertThat(stage.repository.file(head, "app.txt")).isEqualTo("app\n");
            assertThat(stage.repository.file(head, "lib/new.txt")).isNull();
            assertThat(pull(stage).issue().body())
                    .contains("`Linux other`, `Linux test`", "probability 0.996", "never merges");
        }
    }

    @Test
    void what_was_changed_since_is_left_to_people() {
        try (var stage = BotStage.broken(Databases.h2())) {
            var culprit = stage.breaks();
            stage.repository.push("main", "Go on", Map.of("lib/a.txt", "mended\n"));
            stage.moved();
            stage.named(culprit, "Linux test");

            stage.round();

            assertThat(stage.pulls()).isEmpty();
            assertThat(stage.world.text("select fault from bot_post"))
                    .isEqualTo("'lib/a.txt' was changed since; revert it by hand");
        }
    }

    @Test
    void an_answer_that_never_came_makes_no_second_revert() {
        try (var stage = BotStage.broken(Databases.h2())) {
            var culprit = stage.breaks();
            stage.moved();
            stage.named(culprit, "Linux test");
            stage.github
                    .callFaults()
                    .next("POST /repos/{owner}/{repo}/pulls", new Fault.CutAfterActing());

            stage.round();
            stage.world.clock.pass(Duration.ofMinutes(5));
            stage.round();

            assertThat(stage.pulls()).hasSize(1);
            assertThat(stage.world.text("select number is not null from bot_post"))
                    .isIn("t", "TRUE", "true");
        }
    }

    @Test
    void an_instance_killed_between_reverted_and_recorded_leaves_one_pull_request() {
        try (var stage = BotStage.broken(Databases.h2())) {
            var culprit = stage.breaks();
            stage.moved();
            stage.named(culprit, "Linux test");
            var dying = stage.instance("dying", BotTest.killedAfter("undo", stage.posts()));
            dying.decide();
            assertThatThrownBy(dying::send).hasMessage("killed");
            stage.world.clock.pass(Duration.ofMinutes(3));

            var other = stage.instance("other", stage.posts());
            other.decide();
            other.send();

            assertThat(stage.pulls()).hasSize(1);
            assertThat(stage.world.text("select state || ' ' || shown_version from bot_post"))
                    .isEqualTo("open 1");
        }
    }
}
