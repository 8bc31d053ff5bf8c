package dev.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

class OutletTest {

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int schemaInto(OutputStream to) {
        var outlet = new Outlet(to);
        var terminal =
                new Terminal(
                        new ByteArrayInputStream(new byte[0]),
                        new PrintStream(outlet),
                        new PrintStream(err),
                        false);
        return Main.run(new String[] {"schema"}, terminal, outlet);
    }

    private static OutputStream failing(String why) {
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException(why);
            }
        };
    }

    @Test
    void a_result_that_does_not_arrive_is_told() {
        assertThat(schemaInto(failing("No space left on device"))).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString())
                .isEqualTo("muster: the result cannot be written: No space left on device\n");
    }

    @Test
    void who_has_read_enough_is_left_in_peace() {
        assertThat(schemaInto(failing("Broken pipe"))).isEqualTo(ExitCode.DONE);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void a_result_that_arrives_is_not_spoken_of() {
        var out = new ByteArrayOutputStream();

        assertThat(schemaInto(out)).isEqualTo(ExitCode.DONE);
        assertThat(out.toString()).startsWith("{").endsWith("}\n");
        assertThat(err.toString()).isEmpty();
    }
}
