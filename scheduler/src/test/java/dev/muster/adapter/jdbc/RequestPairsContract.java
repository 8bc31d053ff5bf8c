package dev.muster.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.core.attempt.Report;
import dev.muster.core.ci.AttemptKey;
import dev.muster.core.ci.TaskId;
import dev.muster.core.ci.TaskStatus;
import dev.muster.core.ci.Verdict;
import dev.muster.dispatch.Requests.Outcome;
import dev.muster.dispatch.Runner.Ending;
import dev.muster.testkit.World;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import java.util.Set;

/// What people ask of a task and what runners tell of its old attempts, in each of its states.
abstract class RequestPairsContract extends WorldContract {

    private static final String TARGET = "Linux test";

    /// That no target comes to by itself: what is skipped has no task.
    private static final Set<TaskStatus> NEVER = Set.of(TaskStatus.SKIPPED, TaskStatus.NEUTRAL);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            useHeadersInDisplayName = true,
            textBlock =
                    """
                    state         | after a rerun               | after a cancellation
                    waiting       | queued                      | cancelled
                    queued        | queued already              | cancelled
                    dispatched    | running already             | dispatched
                    running       | running already             | running
                    succeeded     | queued                      | ended already
                    failed        | queued                      | ended already
                    infra_failure | queued                      | ended already
                    timed_out     | queued                      | ended already
                    cancelled     | queued                      | ended already
                    """)
    void every_request_in_every_state(String state, String rerun, String cancelled) {
        var first = brought(TaskStatus.of(state));
        assertThat(told(world.requests.rerun(first, "ada", ""))).isEqualTo(rerun);

        database.close();
        begin();

        var second = brought(TaskStatus.of(state));
        assertThat(told(world.requests.cancel(second, "ada", ""))).isEqualTo(cancelled);
    }

    @ParameterizedTest
    @EnumSource(
            value = TaskStatus.class,
            mode = Mode.EXCLUDE,
            names = {"SKIPPED", "NEUTRAL", "WAITING"})
    void a_late_report_of_an_earlier_attempt_changes_no_state(TaskStatus state) {
        world.land(1, TWO_TARGETS);
        world.run(1, TARGET, Ending.PASSED);
        var old = world.newestAttempt(1, TARGET);
        world.requests.rerun(old.task(), "ada", "");
        bring(state);
        var before = rows();

        for (var verdict : Verdict.values()) {
            world.results.record(old, finished(verdict));
        }
        world.results.record(old, new Report.Started(world.clock.instant()));
        world.results.record(old, new Report.Lost("gone", world.clock.instant()));
        world.results.record(old, new Report.Refused("no", world.clock.instant()));
        world.results.record(old, new Report.Stopped("asked", world.clock.instant()));

        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void a_report_of_an_attempt_to_come_changes_nothing() {
        world.land(1, TWO_TARGETS).dispatched();
        var before = rows();

        world.results.record(new AttemptKey(world.task(1, TARGET), 2), finished(Verdict.FAILED));

        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void every_state_is_asked_about() {
        assertThat(TaskStatus.values()).hasSize(9 + NEVER.size());
    }

    private TaskId brought(TaskStatus state) {
        if (state == TaskStatus.WAITING) {
            world.commits.land(World.REPO, "main", 1, TWO_TARGETS);
            world.land(2, TWO_TARGETS);
        } else {
            world.land(1, TWO_TARGETS);
            bring(state);
        }
        assertThat(status()).isEqualTo(state.word());
        return world.task(1, TARGET);
    }

    /// From queued on.
    private void bring(TaskStatus state) {
        if (state == TaskStatus.QUEUED) {
            return;
        }
        world.dispatched();
        var key = world.newestAttempt(1, TARGET);
        switch (state) {
            case RUNNING -> world.results.record(key, new Report.Started(world.clock.instant()));
            case SUCCEEDED -> world.end(1, TARGET, Ending.PASSED);
            case FAILED -> endTwice(Ending.FAILED);
            case TIMED_OUT -> endTwice(Ending.TIMED_OUT);
            case INFRA_FAILURE ->
                    world.results.record(key, new Report.Refused("no", world.clock.instant()));
            case CANCELLED -> {
                world.requests.cancel(key.task(), "ada", "");
                world.end(1, TARGET, Ending.CANCELLED);
            }
            case DISPATCHED, QUEUED, WAITING, SKIPPED, NEUTRAL -> {}
        }
    }

    /// The newest commit's failures are run once more.
    private void endTwice(Ending ending) {
        world.end(1, TARGET, ending);
        if (status().equals("queued")) {
            world.run(1, TARGET, ending);
        }
    }

    private Report finished(Verdict verdict) {
        var now = world.clock.instant();
        return new Report.Finished(verdict, now, now, 1, "late");
    }

    private String status() {
        return world.text("select status from task where id = ?", world.task(1, TARGET).value());
    }

    private String rows() {
        return world.list(
                        "select target || status || attempts || coalesce(verdict, '-') from task"
                                + " order by id")
                + ""
                + world.list(
                        "select task_id || number || status || coalesce(note, '') from attempt"
                                + " order by task_id, number")
                + world.list("select task_id || cause from dispatch_queue order by task_id");
    }

    private String told(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted _ -> status();
            case Outcome.NotPossible(var why) -> why.replaceFirst("^'.*' (is|has) ", "");
            case Outcome.NotFound _ -> "not found";
        };
    }
}
