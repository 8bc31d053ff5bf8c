package dev.muster.cli.actions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

class LogTailTest {

    private final LogTail tail = new LogTail(List.of("opensesame", "ab"));

    @Test
    void the_signature_is_of_what_was_written_last() {
        write("compiling\nerror: old\n".repeat(4) + "x\n".repeat(20_000));
        write("error: cannot find 'a' in 12 ms\n\nbye");

        assertThat(tail.signature()).contains("error: cannot find 'a' in <duration>");
    }

    @Test
    void what_nobody_may_know_is_not_in_it() {
        write("::add-mask::hunter2\n" + "x\n".repeat(20_000));

        write("error: ab hunter2 opensesame");

        assertThat(tail.signature()).contains("error: ab *** ***");
    }

    @Test
    void a_mask_itself_is_not_a_line() {
        write("::add-mask::error hunter2\r\n");

        assertThat(tail.signature()).isEmpty();
    }

    @Test
    void a_line_without_an_end_is_cut_and_bytes_that_are_no_text_are_survived() {
        write("error: ");
        var bytes = new byte[1_000_000];
        java.util.Arrays.fill(bytes, (byte) 0xC3);
        tail.add(bytes, bytes.length);

        assertThat(tail.signature().orElseThrow()).startsWith("error:").hasSizeLessThan(401);
    }

    @Test
    void secrets_are_known_by_their_names() {
        var step =
                new StepEnvironment(
                        Map.of("GH_TOKEN", "one", "db_password", "two", "PATH", "/bin"));

        assertThat(step.secrets()).containsExactlyInAnyOrder("one", "two");
    }

    private void write(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        tail.add(bytes, bytes.length);
    }
}
