package dev.muster.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The settings are a contract: what the page says is what is read. `-Dgolden.update=true` writes
/// its table anew.
final class SettingsPageTest {

    private static final Path PAGE = Path.of("../docs/reference/settings.md");
    private static final Pattern TABLE = Pattern.compile("(?m)^\\| variable .*\\n(\\|.*\\n)+");

    @Test
    void the_page_has_the_table_of_what_is_read() throws IOException {
        var page = Files.readString(PAGE);
        var table = table();
        if (Boolean.getBoolean("golden.update")) {
            page = TABLE.matcher(page).replaceFirst(Matcher.quoteReplacement(table));
            Files.writeString(PAGE, page);
        }

        assertThat(page).contains(table);
    }

    private static String table() {
        return Environment.VARIABLES.stream()
                .map(it -> "| `%s` | %s | %s |\n".formatted(it.name(), it.option(), it.purpose()))
                .collect(
                        Collectors.joining(
                                "",
                                "| variable | option | what it is for |\n| --- | --- | --- |\n",
                                ""));
    }

    @Test
    void no_variable_is_told_twice() {
        assertThat(Environment.VARIABLES)
                .extracting(Environment.Variable::name)
                .doesNotHaveDuplicates();
    }

    @Test
    void a_variable_that_is_no_setting_is_told_with_the_nearest() {
        var environment =
                new Environment(
                        Map.of(
                                "MUSTER_PROT", "80",
                                "MUSTER_TASK", "x",
                                "MUSTER_EVENT", "presubmit",
                                "MUSTER_CONFIG", ".ci.yaml",
                                "MUSTER_WHATEVER", "y"));

        assertThat(environment.strange())
                .containsExactly(
                        "MUSTER_PROT is not a setting; did you mean 'MUSTER_PORT'?",
                        "MUSTER_WHATEVER is not a setting and is not read");
    }

    @ParameterizedTest
    @CsvSource({"5s,5", "2m,120", "1h,3600", "1d,86400", "'',600"})
    void a_time_has_a_number_and_a_unit(String text, long seconds) throws StartFailure {
        var environment = new Environment(Map.of("MUSTER_VACUUM_EVERY", text));

        assertThat(vacuumEvery(environment)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "0s", "2d", "-5s", "5 m", "PT5S", "9999999s", "1w"})
    void a_time_that_is_none_is_told_with_what_would_be_right(String text) {
        var environment = new Environment(Map.of("MUSTER_VACUUM_EVERY", text));

        assertThatThrownBy(() -> vacuumEvery(environment))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining(
                        "MUSTER_VACUUM_EVERY is '%s', and must be a time from 1s to 1d, such as 5s, 2m or 1h"
                                .formatted(text));
    }

    private static Duration vacuumEvery(Environment environment) throws StartFailure {
        return environment.time(
                "MUSTER_VACUUM_EVERY",
                Duration.ofMinutes(10),
                Duration.ofSeconds(1),
                Duration.ofDays(1));
    }

    @Test
    void an_address_ends_without_a_slash() throws StartFailure {
        var environment = new Environment(Map.of("MUSTER_URL", "https://ci.example.com/muster/"));

        assertThat(environment.address("MUSTER_URL"))
                .contains(URI.create("https://ci.example.com/muster"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ci.example.com",
                "ftp://ci.example.com",
                "https://",
                "http://a b",
                "https://a/?q"
            })
    void an_address_that_is_none_is_told_with_what_would_be_right(String text) {
        var environment = new Environment(Map.of("MUSTER_URL", text));

        assertThatThrownBy(() -> environment.address("MUSTER_URL"))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("must be an address such as https://muster.example.com");
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
