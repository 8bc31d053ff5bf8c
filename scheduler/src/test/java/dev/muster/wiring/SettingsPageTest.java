package dev.muster.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The settings are a contract: what the page says is what is read.
final class SettingsPageTest {

    private static final Path PAGE = Path.of("../docs/reference/settings.md");

    @Test
    void the_page_names_every_variable_and_no_other() throws IOException {
        var described =
                Pattern.compile("(?m)^\\| `(MUSTER_[A-Z_]+)`")
                        .matcher(Files.readString(PAGE))
                        .results()
                        .map(it -> it.group(1))
                        .collect(Collectors.toSet());

        assertThat(described).isEqualTo(Environment.VARIABLES.keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"eight", "-1", "65536", "80 80", "9999999999", "0x50"})
    void a_port_that_is_none_is_told_with_what_would_be_right(String port) {
        var environment = new Environment(Map.of("MUSTER_PORT", port));

        assertThatThrownBy(() -> environment.number("MUSTER_PORT", 8080, 0, 65535))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining(
                        "MUSTER_PORT is '%s', and must be a number from 0 to 65535"
                                .formatted(port));
    }

    @Test
    void a_flag_that_is_none_is_told_with_what_would_be_right() {
        var environment = new Environment(Map.of("MUSTER_PUBLIC_READ", "yes"));

        assertThatThrownBy(() -> environment.flag("MUSTER_PUBLIC_READ", true))
                .hasMessageContaining("MUSTER_PUBLIC_READ is 'yes', and must be true or false");
    }

    @Test
    void a_secret_whose_file_is_not_there_is_told_by_the_name_of_its_variable() {
        var environment = new Environment(Map.of("MUSTER_ADMIN_TOKEN_FILE", "/nowhere/token"));

        assertThatThrownBy(() -> environment.secret("MUSTER_ADMIN_TOKEN"))
                .hasMessageContaining(
                        "MUSTER_ADMIN_TOKEN_FILE names '/nowhere/token', which cannot be read");
    }

    @Test
    void a_variable_that_is_blank_is_as_if_it_were_not_set() throws StartFailure {
        var environment = new Environment(Map.of("MUSTER_PORT", "  "));

        assertThat(environment.number("MUSTER_PORT", 8080, 0, 65535)).isEqualTo(8080);
    }
}
