package dev.muster.adapter.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.dispatch.Assignment;
import dev.muster.dispatch.Runner.Ending;
import dev.muster.dispatch.Runner.Observation;
import dev.muster.dispatch.Runner.Submission;
import dev.muster.testkit.SmallDisk;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// What happens to attempts when the disk of the data folder is full: nothing is said to be the
/// target's fault, and all goes on when there is room again.
@EnabledOnOs(OS.LINUX)
final class FullDiskIT extends RunnerTestCase {

    private static final String CHATTY = "while :; do echo a line of a log; done";

    private SmallDisk disk;
    private boolean full;

    @Override
    LocalRunner runner() throws Exception {
        disk = SmallDisk.at(folder.resolve("disk"), "60k");
        return runner(runs(), 16_000);
    }

    @Override
    void end() throws Exception {
        disk.close();
    }

    @Override
    Path runs() {
        return folder.resolve("disk/runs");
    }

    @Override
    void checkout(Path work, Assignment assignment) throws IOException {
        if (full) {
            disk.fill();
        }
    }

    @Test
    void a_log_that_fills_the_disk_ends_its_attempt_as_a_fault_of_this_machine() throws Exception {
        var ended = ended(shell(CHATTY));

        assertThat(ended.ending()).isEqualTo(Ending.INFRA_FAILED);
        assertThat(ended.note())
                .startsWith("the log could not be written: ")
                .endsWith("; make room on the disk of the data folder");
        assertThat(log()).startsWith("a line of a log\n");
        assertThat(processesOfTheAttempt()).isEmpty();
    }

    @Test
    void nothing_is_begun_on_a_full_disk_and_all_goes_on_when_there_is_room() throws Exception {
        var filler = disk.fill();
        var waits = runner.submit(assignment(key(), shell("echo ok"), Duration.ofMinutes(1)));
        Files.delete(filler);

        assertThat(waits).isEqualTo(new Submission.Busy(Duration.ofMinutes(1)));
        assertThat(ended(shell("echo ok")).ending()).isEqualTo(Ending.PASSED);
    }

    @Test
    void a_supervisor_that_could_not_be_found_again_does_not_run_the_program() throws Exception {
        full = true;
        var ledger = folder.resolve("ledger");
        var key = submit(shell("echo ran >> " + ledger), Duration.ofMinutes(1));

        assertThat(changes.poll(30, TimeUnit.SECONDS)).isEqualTo(key);
        assertThat(changes.poll(30, TimeUnit.SECONDS)).isEqualTo(key);

        assertThat(runner.observe(key)).isInstanceOf(Observation.Pending.class);
        assertThat(ledger).doesNotExist();
    }
}
