package dev.muster.bot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.core.ci.RepoSlug;
import dev.muster.dispatch.Runner.Ending;
import dev.muster.simulation.limits.Fault;
import dev.muster.stability.Quarantines;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;

/// Pull requests and issues of the bot: never doubled, kept current, closed when moot.
final class BotTest {

    private static final String OPEN = "POST /repos/{owner}/{repo}/pulls";

    @Test
    void fifty_clean_runs_lead_to_one_pull_request_that_changes_one_line() {
        try (var stage = new BotStage(BotStage.ON_TRIAL)) {
            stage.runs(BotStage.ON_TRIAL, 50, Ending.PASSED).moved();

            stage.round();
            stage.round();

            assertThat(stage.pulls()).containsExactly("Take `Linux test` out of bringup");
            var pull = stage.repository.pullRequests().getFirst();
            assertThat(stage.repository.file(pull.headRef(), ".ci.yaml"))
                    .isEqualTo(BotStage.BLOCKING);
            assertThat(pull.issue().body())
                    .contains("the newest 50 runs passed", "Owner: @ada", "<!-- muster:")
                    .contains("with a chance of 0.0025 %; now it is 0.0 %");
            assertThat(stage.world.text("select url from proposal")).contains("/pull/");
        }
    }

    @Test
    void each_target_is_proposed_by_its_own_thresholds() {
        var config =
                BotStage.ON_TRIAL
                        + """
                            properties: {promotion_runs: 20, flakiness_threshold: 0.05}
                          - name: Linux proven
                            run: ./prove.sh
                            bringup: true
                            properties: {stability: strict}
                        """;
        try (var stage = new BotStage(config)) {
            for (var commit = 1; commit <= 60; commit++) {
                stage.world.land(commit, config);
                stage.world.run(commit, "Linux test", Ending.PASSED);
                stage.world.run(commit, "Linux proven", Ending.PASSED);
            }
            stage.moved();

            stage.round();

            assertThat(stage.pulls()).containsExactly("Take `Linux test` out of bringup");
            var pull = stage.repository.pullRequests().getFirst();
            assertThat(stage.repository.file(pull.headRef(), ".ci.yaml"))
                    .isEqualTo(config.replaceFirst(" {4}bringup: true\n", ""));
            assertThat(pull.issue().body()).contains("the newest 60 runs passed", "at most 5 %");
            assertThat(stage.world.text("select why from target_stability where target like '%n'"))
                    .startsWith("with probability 0.88");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    @ada                | {"reviewers":["ada"]}
                    @acme/storage, @ada | {"team_reviewers":["storage"]}
                    """)
    void the_first_owner_is_asked_to_look_at_it(String owner, String asked) {
        var config = BotStage.ON_TRIAL.replace("@ada", owner);
        try (var stage = new BotStage(config)) {
            var bodies = new ArrayList<String>();
            stage.github.watch(
                    (operation, request, _) -> {
                        if (operation.endsWith("/requested_reviewers")) {
                            bodies.add(request.json().toString());
                        }
                    });
            stage.runs(config, 50, Ending.PASSED).moved();

            stage.round();

            assertThat(bodies).containsExactly(asked);
        }
    }

    @Test
    void an_answer_that_never_came_makes_no_second_pull_request() {
        try (var stage = new BotStage(BotStage.ON_TRIAL)) {
            stage.runs(BotStage.ON_TRIAL, 50, Ending.PASSED).moved();
            stage.github.callFaults().next(OPEN, new Fault.CutAfterActing());

            stage.round();
            assertThat(stage.world.list("select url from proposal")).containsExactly((String) null);
            stage.world.clock.pass(Duration.ofMinutes(5));
            stage.round();

            assertThat(stage.pulls()).hasSize(1);
            assertThat(stage.github.calls().of(OPEN)).hasSize(1);
            assertThat(stage.world.text("select url from proposal")).contains("/pull/");
        }
    }

    @Test
    void an_instance_killed_between_opened_and_recorded_leaves_one_pull_request() {
        try (var stage = new BotStage(BotStage.ON_TRIAL)) {
            stage.runs(BotStage.ON_TRIAL, 50, Ending.PASSED).moved();
            stage.world.proposals.round();
            var dying = stage.instance("dying", killedAfter("propose", stage.posts()));
            dying.decide();
            assertThatThrownBy(dying::send).hasMessage("killed");
            var other = stage.instance("other", stage.posts());
            other.decide();
            assertThat(other.send()).as("the lease of the dead still holds").isZero();
            stage.world.clock.pass(Duration.ofMinutes(3));

            assertThat(other.send()).isEqualTo(1);

            assertThat(stage.pulls()).hasSize(1);
            assertThat(stage.world.text("select state || ' ' || shown_version from bot_post"))
                    .isEqualTo("open 1");
        }
    }

    @Test
    void a_pull_request_that_a_person_closed_is_not_opened_again_for_fifteen_days() {
        try (var stage = new BotStage(BotStage.ON_TRIAL)) {
            stage.runs(BotStage.ON_TRIAL, 50, Ending.PASSED).moved();
            stage.round();
            stage.repository.pullRequest(1).close("ada");
            stage.world.clock.pass(Duration.ofMinutes(20));
            stage.round();
            assertThat(stage.world.text("select state from proposal")).isEqualTo("declined");

            stage.world.clock.pass(Duration.ofDays(14));
            stage.round();
            assertThat(stage.pulls()).hasSize(1);
            stage.world.clock.pass(Duration.ofDays(2));
            stage.round();

            assertThat(stage.pulls()).hasSize(2);
        }
    }

    @Test
    void what_a_person_did_to_a_post_is_seen_at_once_where_github_told_of_it() {
        try (var stage = new BotStage(BotStage.ON_TRIAL)) {
            stage.runs(BotStage.ON_TRIAL, 50, Ending.PASSED).moved();
            stage.round();
            stage.repository.pullRequest(1).close("ada");
            stage.round();
            assertThat(stage.world.text("select state from proposal")).isEqualTo("open");
            var repository = Long.parseLong(stage.world.text("select id from repository"));

            stage.desk().moved(repository, 2);
            stage.round();
            assertThat(stage.world.text("select state from proposal")).isEqualTo("open");

            stage.desk().moved(repository, 1);
            stage.round();
            assertThat(stage.world.text("select state from proposal")).isEqualTo("declined");
        }
    }

    /// What flakes has its issue, and is then put into quarantine for two weeks.
    private static void quarantined(BotStage stage, String reason) {
        stage.round();
        var until = stage.world.clock.instant().plus(Duration.ofDays(14));
        stage.world.stability.set(
                BotStage.HARBOUR,
                "main",
                new Quarantines.Order("Linux test", null, null, reason, until, "grace"));
    }

    @Test
    void the_owner_is_told_below_the_issue_when_a_quarantine_begins_and_when_its_time_is_up() {
        try (var stage = flaking()) {
            quarantined(stage, "new <!-- lab");

            stage.round();
            stage.round();
            stage.world.clock.pass(Duration.ofDays(15));
            stage.world.stability.round();
            var cut = stage.instance("cut", killedAfter("tell", stage.posts()));
            assertThatThrownBy(cut::send).hasMessage("killed");
            stage.world.clock.pass(Duration.ofMinutes(3));
            stage.round();

            var issue = stage.repository.issues().getFirst();
            assertThat(issue.comments()).hasSize(2);
            assertThat(issue.comments().get(0).body())
                    .contains("is quarantined until 15 March 2026", "by grace: new <! -- lab.");
            assertThat(issue.comments().get(1).body())
                    .contains("its time was up. It blocks again", "Owner: @ada");
            assertThat(issue.isOpen()).isTrue();
            assertThat(stage.world.text("select state from target_stability")).isEqualTo("watch");
        }
    }

    @Test
    void a_quarantine_that_ends_because_all_is_well_is_told_when_the_issue_is_closed() {
        try (var stage = flaking()) {
            quarantined(stage, "new lab");
            stage.round();
            stage.set("advice = 'lift_quarantine', why = 'all 50 runs since the fix passed'");
            assertThat(stage.world.stability.round()).isEqualTo(1);
            stage.set("state = 'stable'");

            stage.round();

            var issue = stage.repository.issues().getFirst();
            assertThat(issue.isOpen()).isFalse();
            assertThat(issue.comments().getLast().body())
                    .contains("is over, by muster: all 50 runs since the fix passed")
                    .contains("is healthy again");
            assertThat(stage.world.list("select action from audit_log where who = 'muster'"))
                    .contains("comment below issue", "quarantine ended", "issue closed");
        }
    }

    @Test
    void runs_before_a_person_closed_the_issue_count_no_more() {
        try (var stage = flaking()) {
            stage.round();
            stage.repository.closeIssue(stage.repository.issues().getFirst(), "ada");
            stage.world.clock.pass(Duration.ofMinutes(20));

            stage.round();
            stage.round();

            assertThat(
                            stage.world.text(
                                    "select state || ' ' || advice || ' ' || runs from"
                                            + " target_stability"))
                    .isEqualTo("watch leave 0.0");
            assertThat(stage.world.list("select reason from audit_log where action = 'mended'"))
                    .containsExactly("its issue was closed");
            assertThat(stage.repository.issues()).as("none is filed again").hasSize(1);
        }
    }

    private static BotStage flaking() {
        return new BotStage(BotStage.BLOCKING)
                .runs(BotStage.BLOCKING, 40, Ending.PASSED)
                .runs(BotStage.BLOCKING, 4, Ending.FAILED, Ending.PASSED)
                .moved();
    }

    /// The same, but the process ends right after a method has acted.
    static GitHubPosts killedAfter(String method, GitHubPosts posts) {
        return (GitHubPosts)
                Proxy.newProxyInstance(
                        GitHubPosts.class.getClassLoader(),
                        new Class<?>[] {GitHubPosts.class},
                        (_, called, arguments) -> {
                            try {
                                var answer = called.invoke(posts, arguments);
                                if (called.getName().equals(method)) {
                                    throw new IllegalStateException("killed");
                                }
                                return answer;
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    @Test
    void a_repository_where_the_app_is_not_installed_is_asked_again_later() {
        try (var stage = new BotStage(BotStage.ON_TRIAL)) {
            var posts = stage.posts();

            var seen = posts.find(new RepoSlug("acme", "other"), Kind.FLAKE, "01X");

            assertThat(seen).isInstanceOf(GitHubPosts.Seen.Later.class);
        }
    }
}
