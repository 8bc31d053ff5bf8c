package dev.muster.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.adapter.jdbc.backfill.JdbcBackfill;
import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.backfill.BackfillSettings;
import dev.muster.backfill.Backfilling;
import dev.muster.core.external.PostedStatus;
import dev.muster.planning.PlanningSettings;
import dev.muster.planning.RepositoryKind;
import dev.muster.testkit.Databases;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Backfill of what runs at GitHub, which takes all that it is asked for: the room is what was
/// asked for and has not ended.
final class GitHubBackfillTest extends WorldContract {

    private static final String CONFIG =
            """
            enabled_branches: [main]
            platform_properties:
              linux: {runs_on: ubuntu-latest, properties: {scheduling_policy: batch}}
              mac: {runs_on: macos-15, capacity: 1, properties: {scheduling_policy: batch}}
            targets:
              - {name: Linux one, run: ./one}
              - {name: Linux two, run: ./two}
              - {name: Linux three, run: ./three}
              - {name: Linux four, run: ./four}
              - {name: Mac one, run: ./one}
              - {name: Mac two, run: ./two}
            """;

    private JobStage stage;

    @Override
    Database open() {
        return Databases.h2();
    }

    @BeforeEach
    void stage() {
        world.land(2, CONFIG);
        stage = JobStage.of(world, CONFIG);
    }

    private int round(RepositoryKind kind, int room) {
        var store = new JdbcBackfill(database, kind, PlanningSettings.DEFAULTS, world.clock);
        return new Backfilling(store, BackfillSettings.of("one/github", room), world.clock).round();
    }

    /// Rounds of backfill, each with one that hands all that is queued to GitHub.
    private int rounds(int rounds, int room) {
        var queued = 0;
        for (var i = 0; i < rounds; i++) {
            queued += round(RepositoryKind.GITHUB, room);
            stage.dispatch.round();
        }
        return queued;
    }

    private void asked(int commit, String... targets) {
        for (var target : targets) {
            world.requests.rerun(world.task(commit, target), "somebody", "");
        }
        stage.dispatch.round();
    }

    @Test
    void github_is_asked_for_no_more_than_the_room() {
        assertThat(rounds(5, 2)).isEqualTo(2);
        assertThat(world.list("select task_id from attempt")).hasSize(2);
    }

    @Test
    void what_ends_at_github_makes_room() {
        rounds(1, 2);
        var target =
                world.list("select target from task where status = 'dispatched' order by target")
                        .getFirst();
        stage.sent(77);

        stage.says(JobStage.job(77, 1, 501), target, PostedStatus.SUCCEEDED);

        assertThat(rounds(5, 2)).isEqualTo(1);
    }

    @Test
    void however_busy_github_is_one_task_of_backfill_has_its_turn() {
        asked(2, "Linux one", "Linux two", "Linux three", "Linux four");

        assertThat(rounds(5, 2)).isEqualTo(1);
    }

    @Test
    void a_platform_at_github_has_no_more_than_its_capacity() {
        rounds(5, 20);

        assertThat(
                        world.list(
                                "select t.target from attempt a join task t on t.id = a.task_id"
                                        + " where t.platform = 'mac'"))
                .hasSize(1);
        assertThat(world.list("select task_id from attempt")).hasSizeGreaterThan(4);
    }

    @Test
    void without_room_nothing_is_asked_for_though_something_runs() {
        asked(2, "Linux one");

        assertThat(rounds(3, 0)).isZero();
    }

    @Test
    void what_runs_at_github_is_not_for_this_machine() {
        assertThat(round(RepositoryKind.LOCAL, 20)).isZero();
    }
}
