package dev.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
