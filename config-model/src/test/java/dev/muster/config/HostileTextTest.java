package dev.muster.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Texts that want to crash, stall or trick the reader: each gets a clear answer, soon.
@Timeout(30)
class HostileTextTest {

    private static final String START =
            "enabled_branches: [main]\nplatform_properties: {linux: {}}\n";
    private static final String VALID = START + "targets:\n- name: Linux a\n";

    static Stream<Arguments> texts() {
        return Stream.concat(brokenTexts(), largeTexts());
    }

    private static Stream<Arguments> brokenTexts() {
        return Stream.of(
                is("", "1:1: no-targets: the file is empty"),
                is("# only this\n", "1:1: no-targets: the file is empty"),
                is("---\n...\n", "1:1: no-targets: the file is empty"),
                is("a: b\0c", "1:5: yaml-syntax: the file holds the control character U+0000"),
                is("&a [*a]", "1:5: yaml-syntax: the alias '*a' has no complete anchor"),
                is("x: &a 1\nx-y: &a [*a]", "2:10: yaml-syntax: the alias '*a' has no complete"),
                is(VALID + "---\n" + VALID, "5:1: yaml-syntax: a second document begins here"),
                is(VALID + "x-y: !!java.net.URL [a]", "5:6: yaml-syntax: the tag '!!java.net.URL'"),
                is("%TAG ! tag:evil,1:\n---\nx: !y z", "3:4: yaml-syntax: the tag 'tag:evil,1:y'"),
                is(VALID + "  timeout: !!int soon", "5:12: yaml-syntax: the tag '!!int'"),
                is("x-a: &a {b: c}\n<<: *a", "2:1: yaml-syntax: merge keys ('<<')"),
                is("x-a: \"\\U0011FFFF\"", "1:9: yaml-syntax: this is not YAML"),
                is("%YAML 9999999999999.1\n---\n", "1:20: yaml-syntax: this is not YAML"),
                is("x-a: 'a\u2028b'", "1:8: yaml-syntax: the character U+2028"),
                is("x-a: \"never closed", "yaml-syntax: this is not YAML"),
                is("x-a: \"\\x", "yaml-syntax: this is not YAML"),
                is("a:\n\tb: c", "2:1: yaml-syntax: this is not YAML"),
                is("? [a, b]\n: c", "1:3: wrong-type: a key must be text"),
                is("[a, b]", "1:1: wrong-type: 'the file' takes a map"),
                is("schema_version: 99999999999\n", "1:17: unsupported-version: the file is"));
    }

    private static Stream<Arguments> largeTexts() {
        var lol = "x-a: &a [" + "lol, ".repeat(9) + "]\n";
        var bomb =
                IntStream.rangeClosed('b', 'i')
                        .mapToObj(c -> "x-%c: &%c [%s]\n".formatted(c, c, ref(c - 1).repeat(9)))
                        .collect(Collectors.joining());
        return Stream.of(
                is(lol + bomb, "yaml-limit: the file has more than 50 aliases"),
                is(
                        "x-a: &a " + "y".repeat(90_000) + "\nx-b: [" + ref('a').repeat(20) + "]",
                        "1 MiB"),
                is("[".repeat(100_000), "1:65: yaml-limit: this is nested deeper than 64 levels"),
                is("{a: ".repeat(100_000), "yaml-limit: this is nested deeper than 64 levels"),
                is(
                        "#".repeat(3 << 20),
                        "1:1: yaml-limit: the file is larger than 2 MiB, the most that is read"),
                is(START + "targets:\n" + "- {name: L}\n".repeat(20_001), "20,001 targets"),
                is(lines("k%d: 1\n", 150_000), "150000:1: unknown-key: 'k149999'"),
                is("k: 1\n".repeat(200_000), "200000:1: duplicate-key: the key 'k'"),
                is(VALID + "  properties: {" + lines("k%d: [], ", 90_000) + "}", "wrong-type"),
                is(VALID + "  properties: {a: '" + "[".repeat(200_000) + "'}", "bad-property"),
                is(VALID + "  properties: {a: '[" + "1".repeat(200_000) + "'}", "bad-property"),
                is(VALID + "  run_if: ['regex:((.{1000}){1000}){1000}']", "bad-regex"),
                is(VALID + "  run_if: ['" + "(".repeat(900) + "']", "bad-glob"),
                is(VALID + "  enabled_branches: [" + lines("'a{900}%d', ", 9_000), "bad-regex"),
                is("? " + "k".repeat(1_000_000) + "\n: v", "unknown-key"));
    }

    private static String ref(int letter) {
        return "*%c, ".formatted(letter);
    }

    private static String lines(String form, int count) {
        return IntStream.range(0, count).mapToObj(form::formatted).collect(Collectors.joining());
    }

    private static Arguments is(String text, String wanted) {
        return Arguments.of(text, wanted);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("texts")
    void a_hostile_text_is_answered(String text, String wanted) {
        assertThat(answers(text.getBytes(StandardCharsets.UTF_8)))
                .anyMatch(it -> it.contains(wanted));
    }

    @Test
    void bytes_that_are_not_utf_8_are_pointed_at() {
        var latin = (VALID + "# café\n").getBytes(StandardCharsets.ISO_8859_1);

        assertThat(answers(latin))
                .containsExactly(
                        "5:6: yaml-syntax: the file is not UTF-8: byte 0xE9 cannot stand here");
    }

    @Test
    void utf_16_is_told_from_utf_8() {
        assertThat(answers(VALID.getBytes(Charset.forName("UTF-16LE"))))
                .singleElement()
                .asString()
                .contains("yaml-syntax");
    }

    @Test
    void a_byte_order_mark_is_no_part_of_the_text() {
        assertThat(answers(("\uFEFF" + VALID).getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @Test
    void columns_count_the_units_that_editors_count() {
        var answers =
                answers((VALID + "x-a: '😀😀'\nx-b: ['😀', *c]").getBytes(StandardCharsets.UTF_8));

        assertThat(answers).singleElement().asString().startsWith("6:13: yaml-syntax");
    }

    @Test
    void what_stands_before_a_fault_of_syntax_is_told_with_it() {
        var answers =
                answers((VALID + "  timeuot: 3\n  run_if: [a\n").getBytes(StandardCharsets.UTF_8));

        assertThat(answers).hasSize(2).first().asString().startsWith("5:3: unknown-key: 'timeuot'");
    }

    private static java.util.List<String> answers(byte[] text) {
        return CiConfigReader.read(".ci.yaml", text).diagnostics().stream()
                .map(it -> "%s: %s: %s".formatted(it.at(), it.code().word(), it.message()))
                .toList();
    }
}
