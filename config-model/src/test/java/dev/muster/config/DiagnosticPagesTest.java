package dev.muster.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.config.check.CheckContext;
import dev.muster.config.diagnostic.Code;
import dev.muster.config.diagnostic.Diagnostic;
import dev.muster.config.owners.OwnerFiles;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The reference page of each code, executed: its failing YAML block gives the output that is
/// shown, and the mended one behind it has no fault at all.
///
/// `-Dgolden.update=true` rewrites the outputs that are shown.
class DiagnosticPagesTest {

    private static final Path PAGES =
            Corpus.repository().resolve("docs").resolve("reference").resolve("diagnostics");

    @ParameterizedTest
    @EnumSource
    void the_failing_example_gives_the_output_that_is_shown(Code code) throws IOException {
        var page = page(code);
        var shown = String.join("\n", told(code, page, block(page, "yaml failing", 0)));

        if (Boolean.getBoolean("golden.update")) {
            var before = "```text output\n" + block(page, "text output", 0) + "```";
            Files.writeString(
                    PAGES.resolve(code.word() + ".md"),
                    page.replace(before, "```text output\n" + shown + "\n```"));
        }

        assertThat(shown).isNotEmpty();
        assertThat(shown + "\n").isEqualTo(block(page(code), "text output", 0));
    }

    @ParameterizedTest
    @EnumSource
    void the_mended_example_has_no_fault(Code code) throws IOException {
        var page = page(code);
        var reading = read(page, block(page, "yaml", 0));

        assertThat(reading.diagnostics()).isEmpty();
    }

    @Test
    void the_index_lists_every_code_and_no_other() throws IOException {
        var index = Files.readString(PAGES.resolve("README.md"));
        var listed =
                Pattern.compile("^\\| \\[`([a-z-]+)`\\]\\(\\1\\.md\\)", Pattern.MULTILINE)
                        .matcher(index)
                        .results()
                        .map(it -> it.group(1));

        assertThat(listed).containsExactlyElementsOf(words());
        try (var files = Files.list(PAGES)) {
            assertThat(files).hasSize(Code.values().length + 1);
        }
    }

    private static List<String> words() {
        return Arrays.stream(Code.values()).map(Code::word).toList();
    }

    private static List<String> told(Code code, String page, String text) {
        return read(page, text).diagnostics().stream()
                .filter(it -> it.code() == code)
                .map(DiagnosticPagesTest::rendered)
                .toList();
    }

    private static String rendered(Diagnostic it) {
        var line = ".ci.yaml:%s: %s: %s".formatted(it.at(), it.code().word(), it.message());
        return it.hint() == null ? line : line + "\n  hint: " + it.hint();
    }

    private static Reading read(String page, String text) {
        var base = block(page, "yaml default-branch", 0);
        var context =
                new CheckContext(
                        base == null ? null : List.of(config(base)),
                        lines(block(page, "text files", 0)),
                        lines(block(page, "text branches", 0)),
                        false,
                        block(page, "text options", 0) == null
                                ? null
                                : new CheckContext.OwnerSearch(OwnerFiles.NONE, true),
                        Map.of());
        return CiConfigReader.read(".ci.yaml", text.getBytes(StandardCharsets.UTF_8), context);
    }

    private static dev.muster.config.model.CiConfig config(String text) {
        var reading = CiConfigReader.read("base", text.getBytes(StandardCharsets.UTF_8));
        return ((Reading.Valid) reading).config();
    }

    private static @Nullable List<String> lines(@Nullable String block) {
        return block == null ? null : block.lines().toList();
    }

    private static String page(Code code) throws IOException {
        return Files.readString(PAGES.resolve(code.word() + ".md"));
    }

    /// The text of a fenced block, by the words behind its fence.
    private static @Nullable String block(String page, String words, int number) {
        return Pattern.compile("^```" + words + "\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(page)
                .results()
                .skip(number)
                .map(it -> it.group(1))
                .findFirst()
                .orElse(null);
    }
}
