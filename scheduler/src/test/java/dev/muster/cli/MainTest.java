package dev.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {

    @Test
    void an_unknown_command_is_answered_with_the_nearest_one() {
        var run = CommandRun.of("completoin");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo(
                        """
                        muster: there is no command 'completoin'
                          hint: did you mean 'completion'?
                          try:  muster --help
                        """);
    }

    @Test
    void an_unknown_option_is_answered_with_the_nearest_one() {
        var run = CommandRun.of("completion", "bash", "--hlep");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo(
                        """
                        muster: 'muster completion' has no option '--hlep'
                          hint: did you mean '--help'?
                          try:  muster completion --help
                        """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    validate --format xml | --format is 'xml', and must be text, json, github or sarif
                    plan --event pushed   | --event is 'pushed', and must be presubmit, merge_group or postsubmit
                    completion tcsh       | SHELL is 'tcsh', and must be bash, zsh or fish
                    serve --port 99999    | --port is '99999', and must be a number from 0 to 65535
                    serve --port http     | --port is 'http', and must be a number from 0 to 65535
                    demo --port -1        | --port is '-1', and must be a number from 0 to 65535
                    demo --commits-every x | --commits-every is 'x', and must be a whole number
                    simulate --seed 1.5   | --seed is '1.5', and must be a whole number
                    simulate --load most  | --load is 'most', and must be a number
                    """)
    void a_value_that_does_not_fit_is_told_with_what_would(String line, String words) {
        var run = CommandRun.of(line.split(" "));

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).startsWith("muster: " + words + "\n").contains("try:  muster ");
    }

    @Test
    void a_word_that_is_nearly_right_is_answered_with_the_right_one() {
        assertThat(CommandRun.of("validate", "--format", "jsn").err())
                .contains("hint: did you mean 'json'?");
    }

    @Test
    void no_command_at_all_is_wrong_usage() {
        var run = CommandRun.of();

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).startsWith("muster: name a command");
    }

    @Test
    void help_goes_to_standard_output() {
        var run = CommandRun.of("--help");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("Usage: muster");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void every_command_helps() {
        for (var name : Commands.all(CommandRun.terminal()).getSubcommands().keySet()) {
            var run = CommandRun.of(name, "--help");

            assertThat(run.code()).as(name).isZero();
            assertThat(run.out()).startsWith("Usage: muster " + name);
        }
    }
}
