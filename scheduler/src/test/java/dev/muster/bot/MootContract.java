package dev.muster.bot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.dispatch.Runner.Ending;

import org.junit.jupiter.api.Test;

/// What the bot opened it closes when it is moot, on either database.
abstract class MootContract {

    abstract Database database();

    @Test
    void the_bot_closes_what_is_moot() {
        try (var stage = new BotStage(BotStage.ON_TRIAL, database())) {
            stage.runs(BotStage.ON_TRIAL, 50, Ending.PASSED).moved();
            stage.round();
            stage.database
                    .jdbi()
                    .useHandle(
                            it -> it.execute("update target_stability set advice = 'more_runs'"));

            stage.round();

            var pull = stage.repository.pullRequests().getFirst();
            assertThat(pull.issue().isOpen()).isFalse();
            assertThat(pull.issue().comments()).hasSize(1);
            assertThat(stage.world.text("select ending from bot_post")).isEqualTo("closed");
            assertThat(stage.world.text("select state from proposal")).isEqualTo("withdrawn");
        }
    }

    @Test
    void a_flaky_target_has_one_issue_which_is_closed_when_it_is_healthy() {
        try (var stage = new BotStage(BotStage.BLOCKING, database())) {
            stage.runs(BotStage.BLOCKING, 40, Ending.PASSED)
                    .runs(BotStage.BLOCKING, 4, Ending.FAILED, Ending.PASSED)
                    .moved();
            assertThat(stage.world.text("select state from target_stability")).isEqualTo("watch");

            stage.round();
            stage.round();

            assertThat(stage.repository.issues()).hasSize(1);
            var issue = stage.repository.issues().getFirst();
            assertThat(issue.title()).isEqualTo("`Linux test` flakes");
            assertThat(issue.body()).contains("Newest runs that failed", "https://ci.example.com/");
            stage.database
                    .jdbi()
                    .useHandle(it -> it.execute("update target_stability set state = 'stable'"));
            stage.round();
            assertThat(issue.isOpen()).isFalse();
            assertThat(issue.comments().getFirst().body())
                    .contains("`Linux test` is healthy again", "with 95 % confidence at most");
        }
    }

    @Test
    void a_revert_is_closed_when_no_search_names_the_commit_any_more() {
        try (var stage = BotStage.broken(database())) {
            var culprit = stage.breaks();
            stage.moved();
            stage.named(culprit, "Linux test");
            stage.round();
            stage.database
                    .jdbi()
                    .useHandle(it -> it.execute("update culprit_search set state = 'over'"));

            stage.round();

            assertThat(stage.repository.pullRequests().getFirst().issue().isOpen()).isFalse();
            assertThat(stage.world.text("select ending from bot_post")).isEqualTo("closed");
        }
    }
}
