package dev.muster.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.access.Principal;
import dev.muster.access.Role;
import dev.muster.access.Scope;
import dev.muster.core.ci.TaskStatus;
import dev.muster.core.external.Post;
import dev.muster.core.external.PostedStatus;
import dev.muster.external.StatusPost;
import dev.muster.external.StatusPosts;
import dev.muster.external.StatusPosts.Outcome;
import dev.muster.testkit.SimulatedCommits;
import dev.muster.testkit.World;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Set;

/// Posts of other schedulers, on a database.
abstract class ExternalContract extends WorldContract {

    private static final String CONFIG =
            """
            enabled_branches: [main]
            platform_properties: {linux: {}}
            targets:
              - {name: Linux test, run: ./test.sh}
              - {name: Linux lab, scheduler: partner_lab, timeout: 10}
              - {name: Linux gate, scheduler: partner_lab, bringup: false}
              - {name: Linux other, scheduler: somebody}
              - {name: Linux never, scheduler: partner_lab, postsubmit: false}
            """;

    private static final Principal LAB = sender("lab", new Scope("partner_lab", null, Set.of()));

    private static Principal sender(String id, Scope scope) {
        return new Principal(id, "token " + id, Role.SCHEDULER, scope);
    }

    private static StatusPost post(int commit, String target, PostedStatus status) {
        return post(commit, target, status, null);
    }

    private static StatusPost post(
            int commit, String target, PostedStatus status, @Nullable Integer attempt) {
        return new StatusPost(
                World.REPO,
                null,
                SimulatedCommits.sha(commit),
                target,
                "https://lab.example/log/" + attempt,
                new Post(status, attempt, null, null, null, false, ""));
    }

    private Outcome take(int commit, String target, PostedStatus status) {
        return world.posts.take(LAB, post(commit, target, status));
    }

    private String stands(int commit, String target) {
        return world.text(
                "select status || ' ' || attempts || ' ' || coalesce(verdict, '-')"
                        + " || case when flaky then ' flaky' else '' end"
                        + " from task where id = ?",
                world.task(commit, target).value());
    }

    @Test
    void a_target_of_another_scheduler_waits_and_is_never_dispatched() {
        world.land(1, CONFIG).dispatched();

        assertThat(stands(1, "Linux lab")).isEqualTo("waiting 0 -");
        assertThat(world.grid()).isEqualTo("c1 dwww-\n");
    }

    @Test
    void a_post_turns_the_cell() {
        world.land(1, CONFIG);

        take(1, "Linux lab", PostedStatus.RUNNING);
        assertThat(world.grid()).isEqualTo("c1 qrww-\n");
        take(1, "Linux lab", PostedStatus.SUCCEEDED);

        assertThat(world.grid()).isEqualTo("c1 qsww-\n");
        assertThat(stands(1, "Linux lab")).isEqualTo("succeeded 1 succeeded");
    }

    @Test
    void the_log_link_of_the_start_stays() {
        world.land(1, CONFIG);
        take(1, "Linux lab", PostedStatus.RUNNING);
        var silent = post(1, "Linux lab", PostedStatus.FAILED);

        world.posts.take(
                LAB,
                new StatusPost(
                        silent.repository(),
                        null,
                        silent.sha(),
                        silent.target(),
                        null,
                        silent.post()));

        assertThat(world.list("select log_url from attempt"))
                .containsExactly("https://lab.example/log/null");
    }

    @Test
    void a_post_that_says_nothing_new_changes_nothing() {
        world.land(1, CONFIG);
        take(1, "Linux lab", PostedStatus.SUCCEEDED);
        var events = world.text("select count(*) from event_log");

        var again = take(1, "Linux lab", PostedStatus.RUNNING);

        assertThat(again)
                .isInstanceOfSatisfying(
                        Outcome.Applied.class,
                        it -> assertThat(it.tasks().getFirst().changed()).isFalse());
        assertThat(world.text("select count(*) from event_log")).isEqualTo(events);
        assertThat(stands(1, "Linux lab")).isEqualTo("succeeded 1 succeeded");
    }

    @Test
    void attempts_that_come_in_the_wrong_order_come_out_right() {
        world.land(1, CONFIG);

        world.posts.take(LAB, post(1, "Linux lab", PostedStatus.SUCCEEDED, 2));
        world.posts.take(LAB, post(1, "Linux lab", PostedStatus.FAILED, 1));
        world.posts.take(LAB, post(1, "Linux lab", PostedStatus.RUNNING, 1));

        assertThat(stands(1, "Linux lab")).isEqualTo("succeeded 2 succeeded flaky");
        assertThat(world.grid()).isEqualTo("c1 qYww-\n");
    }

    @Test
    void its_failure_does_not_close_the_tree_unless_the_file_says_so() {
        world.land(1, CONFIG);

        take(1, "Linux lab", PostedStatus.FAILED);
        assertThat(world.text("select status from tree_state")).isEqualTo("open");
        take(1, "Linux gate", PostedStatus.FAILED);

        assertThat(world.text("select status from tree_state")).isEqualTo("closed");
    }

    @Test
    void a_target_of_somebody_else_or_of_ours_is_refused() {
        world.land(1, CONFIG);

        assertThat(take(1, "Linux other", PostedStatus.FAILED))
                .isEqualTo(
                        new Outcome.NotYours(
                                "'Linux other' is not among the targets that this token posts"
                                        + " for"));
        assertThat(take(1, "Linux test", PostedStatus.FAILED)).isInstanceOf(Outcome.NotYours.class);
        assertThat(world.grid()).isEqualTo("c1 qwww-\n");
    }

    @Test
    void a_token_for_some_targets_posts_for_no_others() {
        world.land(1, CONFIG);
        var narrow = sender("narrow", new Scope("partner_lab", null, Set.of("Linux lab")));

        assertThat(world.posts.take(narrow, post(1, "Linux lab", PostedStatus.FAILED)))
                .isInstanceOf(Outcome.Applied.class);
        assertThat(world.posts.take(narrow, post(1, "Linux gate", PostedStatus.FAILED)))
                .isInstanceOf(Outcome.NotYours.class);
    }

    @Test
    void an_unknown_target_is_answered_with_the_nearest() {
        world.land(1, CONFIG);

        assertThat(take(1, "Linux lba", PostedStatus.FAILED))
                .isEqualTo(
                        new Outcome.NotFound(
                                "target 'Linux lba' on 000000000; did you mean 'Linux lab'?"));
    }

    @Test
    void a_skipped_target_is_answered_with_the_reason() {
        world.land(1, CONFIG);

        assertThat(take(1, "Linux never", PostedStatus.FAILED))
                .isEqualTo(
                        new Outcome.NotFound(
                                "task of 'Linux never' on 000000000: it was skipped, because"
                                        + " postsubmit_disabled"));
    }

    @Test
    void a_post_for_an_unknown_commit_is_applied_when_the_commit_becomes_known() {
        world.land(1, CONFIG);
        var answer = take(2, "Linux lab", PostedStatus.SUCCEEDED);
        world.posts.round();

        assertThat(answer)
                .isEqualTo(new Outcome.Kept(world.clock.instant().plus(StatusPosts.KEPT)));
        world.clock.pass(Duration.ofMinutes(9));
        world.land(2, CONFIG);
        world.posts.round();

        assertThat(stands(2, "Linux lab")).isEqualTo("succeeded 1 succeeded");
        assertThat(world.text("select count(*) from kept_post")).isEqualTo("0");
    }

    @Test
    void a_post_for_a_commit_that_stays_unknown_is_forgotten_after_ten_minutes() {
        world.land(1, CONFIG);
        take(2, "Linux lab", PostedStatus.SUCCEEDED);

        world.clock.pass(Duration.ofMinutes(11));
        world.posts.round();
        world.land(2, CONFIG);
        world.posts.round();

        assertThat(stands(2, "Linux lab")).isEqualTo("waiting 0 -");
    }

    @Test
    void a_kept_post_that_is_not_the_senders_is_forgotten_without_effect() {
        world.land(1, CONFIG);
        take(2, "Linux other", PostedStatus.FAILED);

        world.land(2, CONFIG);
        world.posts.round();

        assertThat(stands(2, "Linux other")).isEqualTo("waiting 0 -");
        assertThat(world.text("select count(*) from kept_post")).isEqualTo("0");
    }

    @Test
    void the_same_post_is_kept_once_and_only_so_many() {
        world.land(1, CONFIG);
        for (var i = 0; i < 3; i++) {
            take(2, "Linux lab", PostedStatus.SUCCEEDED);
        }
        assertThat(world.text("select count(*) from kept_post")).isEqualTo("1");

        for (var i = 2; i < StatusPosts.MOST_KEPT + 1; i++) {
            take(i, "Linux lab", PostedStatus.FAILED);
        }

        assertThat(take(5000, "Linux lab", PostedStatus.FAILED))
                .isInstanceOf(Outcome.TooMany.class);
    }

    @Test
    void what_never_ends_is_given_up_by_its_age_since_we_heard_of_it() {
        world.land(1, CONFIG);
        take(1, "Linux lab", PostedStatus.RUNNING);

        world.clock.pass(Duration.ofMinutes(24));
        assertThat(world.posts.expire()).isZero();
        world.clock.pass(Duration.ofMinutes(2));

        assertThat(world.posts.expire()).isEqualTo(1);
        assertThat(stands(1, "Linux lab")).isEqualTo("infra_failure 1 -");
        assertThat(world.posts.expire()).isZero();
    }

    @Test
    void an_end_that_is_told_after_that_counts_as_another_attempt() {
        world.land(1, CONFIG);
        take(1, "Linux lab", PostedStatus.RUNNING);
        world.clock.pass(Duration.ofHours(1));
        world.posts.expire();

        take(1, "Linux lab", PostedStatus.SUCCEEDED);

        assertThat(stands(1, "Linux lab")).isEqualTo("succeeded 2 succeeded");
    }

    @Test
    void who_wants_it_stopped_is_told_to_its_scheduler() {
        world.land(1, CONFIG);
        take(1, "Linux lab", PostedStatus.RUNNING);
        world.requests.cancel(world.task(1, "Linux lab"), "ada", "wrong branch");

        var answer = take(1, "Linux lab", PostedStatus.RUNNING);

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Outcome.Applied.class,
                        it -> {
                            assertThat(it.tasks().getFirst().cancelAsked()).isTrue();
                            assertThat(it.tasks().getFirst().status())
                                    .isEqualTo(TaskStatus.RUNNING);
                        });
    }

    @Test
    void each_change_is_in_the_audit_log() {
        world.land(1, CONFIG);
        take(1, "Linux lab", PostedStatus.FAILED);
        take(1, "Linux lab", PostedStatus.FAILED);

        assertThat(world.list("select who || ' ' || action || ' ' || reason from audit_log"))
                .containsExactly("token lab task-status failed");
    }

    @Test
    void a_pass_of_which_its_scheduler_says_that_it_flaked_is_evidence_of_a_flake() {
        world.land(1, CONFIG);
        var post = new Post(PostedStatus.SUCCEEDED, 1, null, null, null, true, "");

        world.posts.take(
                LAB,
                new StatusPost(World.REPO, null, SimulatedCommits.sha(1), "Linux lab", null, post));

        var evidence =
                "select history || ' flaky ' || flaky || ' streak ' || streak_runs"
                        + " from target_stability where target = 'Linux lab'";
        assertThat(world.text(evidence)).isEqualTo("1 pf flaky 1 streak 0");
        world.summaries.rebuild(World.REPO, "main");
        assertThat(world.text(evidence)).isEqualTo("1 pf flaky 1 streak 0");
    }

    @Test
    void rebuilding_the_summaries_gives_what_the_posts_made() {
        world.land(1, CONFIG);
        world.posts.take(LAB, post(1, "Linux gate", PostedStatus.SUCCEEDED, 2));
        world.posts.take(LAB, post(1, "Linux gate", PostedStatus.FAILED, 1));
        take(1, "Linux lab", PostedStatus.FAILED);
        var before = world.list("select * from target_summary order by target");

        world.summaries.rebuild(World.REPO, "main");

        assertThat(world.list("select * from target_summary order by target")).isEqualTo(before);
        assertThat(world.grid()).isEqualTo("c1 qfYw-\n");
    }
}
