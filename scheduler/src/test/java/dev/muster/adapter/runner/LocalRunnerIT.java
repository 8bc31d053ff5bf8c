package dev.muster.adapter.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.config.model.Command;
import dev.muster.core.ci.AttemptKey;
import dev.muster.dispatch.AttemptEvents;
import dev.muster.dispatch.Runner.Ending;
import dev.muster.dispatch.Runner.Observation;
import dev.muster.dispatch.Runner.Submission;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

final class LocalRunnerIT extends RunnerTestCase {

    @Test
    void a_program_that_ends_with_zero_passes() throws Exception {
        var ended = ended(shell("echo hello"));

        assertThat(ended.ending()).isEqualTo(Ending.PASSED);
        assertThat(log()).isEqualTo("hello\n");
    }

    @Test
    void an_attempt_whose_lease_was_lost_while_it_was_prepared_does_not_begin() throws Exception {
        var asked = new CompletableFuture<AttemptKey>();
        var away = awayRunner(asked);

        away.submit(assignment(key(), shell("echo > begun"), Duration.ofMinutes(1)));

        assertThat(asked.get(30, TimeUnit.SECONDS)).isEqualTo(newest());
        away.close();
        assertThat(away.observe(newest())).isEqualTo(new Observation.Unknown());
        assertThat(run(newest()).resolve("started")).doesNotExist();
    }

    private LocalRunner awayRunner(CompletableFuture<AttemptKey> asked) {
        var lost =
                new AttemptEvents() {
                    @Override
                    public void changed(AttemptKey attempt) {}

                    @Override
                    public boolean holds(AttemptKey attempt) {
                        asked.complete(attempt);
                        return false;
                    }
                };
        return new LocalRunner(
                LocalRunnerSettings.in(runs()), this::checkout, lost, Clock.systemUTC());
    }

    @Test
    void a_runner_that_starts_anew_knows_its_place_and_what_executes_there() throws Exception {
        submit(shell("echo begun; read line < " + gate()), Duration.ofMinutes(1));
        awaitLog("begun");

        var again = runner();

        assertThat(again.place()).isEqualTo(runner.place()).isNotEmpty();
        assertThat(again.executing()).containsExactly(newest());
        again.close();
    }

    @Test
    void a_program_that_ends_otherwise_fails_with_its_code() throws Exception {
        var ended = ended(shell("echo out; echo err >&2; exit 7"));

        assertThat(ended.ending()).isEqualTo(Ending.FAILED);
        assertThat(ended.exitCode()).isEqualTo(7);
        assertThat(log()).isEqualTo("out\nerr\n");
    }

    @Test
    void words_of_a_command_are_never_read_by_a_shell() throws Exception {
        ended(new Command.Argv(List.of("printf", "%s|", "$(id)", "; rm -rf /", "a b", "-n")));

        assertThat(log()).isEqualTo("$(id)|; rm -rf /|a b|-n|");
    }

    @Test
    void a_program_that_does_not_exist_fails_and_is_named() throws Exception {
        var ended = ended(new Command.Argv(List.of("no-such-program")));

        assertThat(ended.ending()).isEqualTo(Ending.FAILED);
        assertThat(ended.exitCode()).isEqualTo(127);
        assertThat(log()).contains("there is no program \"no-such-program\"");
    }

    @Test
    void past_its_timeout_a_program_and_its_children_are_stopped() throws Exception {
        var ended = ended(shell("sleep 600 & sleep 600"), Duration.ofSeconds(1));

        assertThat(ended.ending()).isEqualTo(Ending.TIMED_OUT);
        assertThat(processesOfTheAttempt()).isEmpty();
    }

    @Test
    void a_program_that_ignores_the_request_to_stop_is_killed() throws Exception {
        var ended = ended(shell("trap '' TERM; while :; do sleep 1; done"), Duration.ofSeconds(1));

        assertThat(ended.ending()).isEqualTo(Ending.TIMED_OUT);
        assertThat(processesOfTheAttempt()).isEmpty();
    }

    @Test
    void what_a_passed_program_leaves_running_is_ended() throws Exception {
        var ended = ended(shell("sleep 600 & echo done"));

        assertThat(ended.ending()).isEqualTo(Ending.PASSED);
        assertThat(processesOfTheAttempt()).isEmpty();
    }

    @Test
    void a_cancelled_program_says_so() throws Exception {
        var key = submit(shell("echo begun; sleep 600"), Duration.ofMinutes(5));
        awaitLog("begun");

        runner.cancel(key, "asked by ada");

        assertThat(awaitEnd(key))
                .satisfies(it -> assertThat(it.ending()).isEqualTo(Ending.CANCELLED))
                .satisfies(it -> assertThat(it.note()).isEqualTo("asked by ada"));
    }

    @Test
    void the_same_attempt_submitted_twice_runs_once() throws Exception {
        var ledger = folder.resolve("ledger");
        var command = shell("echo ran >> %s; echo begun; read line < %s".formatted(ledger, gate()));
        var key = submit(command, Duration.ofMinutes(1));
        submitAgain(key, command);
        awaitLog("begun");
        try (var second = runner()) {
            second.submit(assignment(key, command, Duration.ofMinutes(1)));
        }
        Files.writeString(folder.resolve("gate"), "go\n");
        awaitEnd(key);

        assertThat(Files.readString(ledger)).isEqualTo("ran\n");
    }

    @Test
    void a_runner_that_starts_anew_knows_what_an_earlier_one_started() throws Exception {
        var key = submit(shell("echo begun; read line < " + gate()), Duration.ofMinutes(1));
        awaitLog("begun");

        try (var second = runner()) {
            assertThat(second.observe(key)).isInstanceOf(Observation.Running.class);
        }

        Files.writeString(folder.resolve("gate"), "go\n");
        assertThat(awaitEnd(key).ending()).isEqualTo(Ending.PASSED);
    }

    @Test
    void an_attempt_whose_supervisor_was_killed_is_gone() throws Exception {
        var key = submit(shell("echo begun; sleep 600"), Duration.ofMinutes(1));
        awaitLog("begun");
        var program = Files.readString(run(key).resolve("group")).strip();
        var supervisor = RunFolder.of(folder.resolve("runs"), key).supervisor().orElseThrow();

        ProcessHandle.of(supervisor.pid()).orElseThrow().destroyForcibly();
        changes.poll(10, TimeUnit.SECONDS);
        changes.poll(10, TimeUnit.SECONDS);

        assertThat(runner.observe(key)).isInstanceOf(Observation.Gone.class);
        new ProcessBuilder("kill", "-s", "KILL", "--", "-" + program).start().waitFor();
    }

    @Test
    void an_attempt_never_submitted_is_unknown() {
        assertThat(runner.observe(key())).isInstanceOf(Observation.Unknown.class);
    }

    @Test
    void a_target_without_a_command_is_refused() {
        assertThat(runner.submit(assignment(key(), null, Duration.ofMinutes(1))))
                .isInstanceOf(Submission.Refused.class);
    }

    @Test
    void a_log_past_its_limit_is_cut_and_says_so() throws Exception {
        var ended = ended(shell("yes muster | head -c 1000000"));

        assertThat(ended.ending()).isEqualTo(Ending.PASSED);
        assertThat(log())
                .hasSizeBetween(99_000, 100_200)
                .endsWith("the log is cut here, at 100000 bytes\n");
    }

    @Test
    void a_program_sees_no_variable_of_the_service() throws Exception {
        ended(shell("env | grep -c PLAYWRIGHT; echo $CI $MUSTER_TARGET"));

        assertThat(log()).isEqualTo("0\ntrue Linux a\n");
    }

    @Test
    void the_files_of_an_ended_attempt_are_removed_but_for_log_and_result() throws Exception {
        ended(shell("echo x > file"));

        try (var left = Files.list(run(newest()))) {
            assertThat(left.map(it -> it.getFileName().toString()))
                    .contains("log", "result")
                    .doesNotContain("work", "home", "tmp", "reserve");
        }
    }
}
