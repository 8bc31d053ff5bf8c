package dev.muster.core.failure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureTest {

    private static String of(String log) {
        return Signature.of(log).map(Signature::text).orElse("-");
    }

    @Test
    void two_runs_of_the_same_failure_have_one_signature() {
        var one =
                of(
                        """
                        2026-11-21T09:14:03.123Z running suite storage
                        \u001B[31mFAIL\u001B[0m storage case 3: expected 42, got 41 (0.12s)
                          at /tmp/run.8xKd91/work/lib/storage/disk_test.dart:17:4
                        12 run, 1 failed
                        exit code 1
                        """);
        var other =
                of(
                        """
                        2026-11-22T23:00:59Z running suite storage
                        FAIL storage case 3: expected 42, got 41 (1.4 s)
                          at /home/ci/b/917/lib/storage/disk_test.dart:17:4
                        12 run, 1 failed
                        exit code 1
                        """);

        assertThat(one)
                .isEqualTo("FAIL storage case <n>: expected <n>, got <n> (<duration>)")
                .isEqualTo(other);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Error at 0x7f3a91c0: bad | Error at <hex>: bad",
                "Error in commit 9c1b2aa04f: bad | Error in commit <hex>: bad",
                "Error: 550e8400-e29b-41d4-a716-446655440000 gone | Error: <id> gone",
                "Error reading https://example.org/a/b?token=abc now | Error reading <url> now",
                "Error: C:\\Users\\ada\\x.txt is locked | Error: <path> is locked",
                "Error: /var/run/docker.sock: denied | Error: <path>/docker.sock: denied",
                "Error: ./lib/core/net_test.dart line 4 | Error: <path>/net_test.dart line <n>",
                "[12:00:01.5] Error: timed out after 30 seconds | Error: timed out after"
                        + " <duration>",
                "Error: key ghp_0123456789abcdefghijABCDEFGHIJ0123 | Error: key <id>",
            })
    void what_differs_from_run_to_run_is_taken_out(String line, String signature) {
        assertThat(of(line)).isEqualTo(signature);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n \n",
                "exit code 1",
                "Process completed with exit code 2.",
                "12 tests passed, 1 failed",
                "FAILED",
                "=========",
            })
    void what_every_failure_says_is_no_signature(String log) {
        assertThat(of(log)).isEqualTo("-");
    }

    @Test
    void lines_that_tell_stand_for_the_log_and_else_its_last_line() {
        assertThat(of("compiling\nerror: no such pier\nbye\n")).isEqualTo("error: no such pier");
        assertThat(of("compiling\nthe pier is gone\n")).isEqualTo("the pier is gone");
    }

    @Test
    void the_last_three_distinct_lines_that_tell_are_kept() {
        assertThat(of("error a\nerror b\nerror c\nerror d\nerror d\n"))
                .isEqualTo("error b\nerror c\nerror d");
    }

    @Test
    void a_hostile_log_takes_no_long_time() {
        var log = ("/".repeat(3_000) + "a".repeat(3_000) + "1".repeat(3_000) + "\n").repeat(3);

        var began = System.nanoTime();
        Signature.of("error " + log);

        assertThat(System.nanoTime() - began).isLessThan(2_000_000_000L);
    }
}
