package dev.muster.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.config.check.Checks;
import dev.muster.config.diagnostic.Diagnostic;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// What holds for every text.
class ReaderLaws {
    private static final List<String> SCRAPS =
            List.of(
                    "a",
                    "name",
                    "targets",
                    "x-",
                    "run_if",
                    ": ",
                    ":",
                    "- ",
                    "-",
                    "\n",
                    "\n  ",
                    "[",
                    "]",
                    "{",
                    "}",
                    ", ",
                    "\"",
                    "'",
                    "&a ",
                    "*a",
                    "!",
                    "!!str ",
                    "!!int ",
                    "|\n",
                    ">-\n",
                    "# ",
                    "? ",
                    "---\n",
                    "...\n",
                    "%YAML 1.2\n",
                    "<<",
                    "\t",
                    "\\",
                    "\\x",
                    "\\U0010FFFF",
                    "0x1F",
                    "~",
                    "true",
                    "1e9",
                    "😀",
                    "\r",
                    "@",
                    "`",
                    "**",
                    "regex:(",
                    "timeout",
                    "properties",
                    "tags",
                    "(",
                    "schema_version");

    private static final String SAMPLE =
            """
            # A comment.
            schema_version: 1
            enabled_branches: [main, 'release-\\d+']
            platform_properties:
              linux: &linux
                properties: {os: Linux, cores: "8", dependencies: '[{"dependency": "jdk", "version": "21"}]'}
                dimensions: {pool: small}
                runs_on: [self-hosted, linux]
              mac: *linux
            targets:
            - name: Linux build
              recipe: "build/it"
              run: [make, all]
              timeout: 60
              run_if: ["src/**", '!**.md', regex:.*\\.c]
              properties:
                tags: >-
                  ["framework", "hostonly"]
                release_build: true
            - {name: Mac test, bringup: true, presubmit: no, x-note: |
                any text
              }
            """;

    @Property(tries = 3000)
    void any_bytes_are_read_without_an_exception(@ForAll byte[] bytes) {
        holds(bytes);
    }

    @Property(tries = 5000)
    void any_scramble_of_yaml_is_read_without_an_exception(@ForAll("scrambles") String text) {
        holds(text.getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 5000)
    void any_edit_of_a_configuration_is_read_without_an_exception(@ForAll("mutants") String text) {
        holds(text.getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 500)
    void reading_twice_says_the_same(@ForAll("mutants") String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);

        assertThat(CiConfigReader.read("a", bytes)).isEqualTo(CiConfigReader.read("a", bytes));
    }

    private static void holds(byte[] bytes) {
        var reading = CiConfigReader.read("a", bytes);

        assertThat(reading.diagnostics()).isSortedAccordingTo(Checks.IN_FILE_ORDER);
        assertThat(reading.diagnostics().stream().anyMatch(Diagnostic::isError))
                .isEqualTo(reading instanceof Reading.Invalid);
        var lines = new String(bytes, StandardCharsets.UTF_8).split("\r\n|\r|\n", -1).length;
        assertThat(reading.diagnostics())
                .allMatch(it -> it.at().line() <= lines)
                .allMatch(it -> it.message().lines().count() == 1);
    }

    @Provide
    Arbitrary<String> scrambles() {
        return Arbitraries.of(SCRAPS).list().ofMaxSize(40).map(it -> String.join("", it));
    }

    @Provide
    Arbitrary<String> mutants() {
        var edit =
                Combinators.combine(
                                Arbitraries.integers().between(0, SAMPLE.length()),
                                Arbitraries.integers().between(0, 12),
                                scrambles())
                        .as((at, length, with) -> new Edit(at, length, with));
        return edit.array(Edit[].class).ofMinSize(1).ofMaxSize(4).map(ReaderLaws::edited);
    }

    private record Edit(int at, int length, String with) {}

    private static String edited(Edit[] edits) {
        var text = new StringBuilder(SAMPLE);
        Arrays.stream(edits)
                .filter(it -> it.at <= text.length())
                .forEach(
                        it ->
                                text.replace(
                                        it.at,
                                        Math.min(text.length(), it.at + it.length),
                                        it.with));
        return text.toString();
    }
}
