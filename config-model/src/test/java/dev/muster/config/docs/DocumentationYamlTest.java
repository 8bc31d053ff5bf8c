package dev.muster.config.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.config.CiConfigReader;
import dev.muster.config.Corpus;
import dev.muster.config.Reading;
import dev.muster.config.diagnostic.Diagnostic;
import dev.muster.config.diagnostic.Severity;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Reads every `yaml` block of the documentation the way `muster validate` would.
///
/// A block opened with `yaml fragment` is a part of a file, or of another kind of file, and is left
/// alone.
class DocumentationYamlTest {

    /// @param page where it stands
    /// @param line of its fence, from 1
    record Block(Path page, int line, String text) {}

    @TestFactory
    List<DynamicTest> every_block_is_a_configuration() throws IOException {
        return blocks().stream()
                .map(
                        block ->
                                DynamicTest.dynamicTest(
                                        block.page() + ":" + block.line(), () -> check(block)))
                .toList();
    }

    @Test
    void there_are_blocks_to_read() throws IOException {
        assertThat(blocks()).hasSizeGreaterThan(3);
    }

    private static void check(Block block) {
        var reading =
                CiConfigReader.read(".ci.yaml", block.text().getBytes(StandardCharsets.UTF_8));

        assertThat(reading.diagnostics())
                .filteredOn(it -> it.severity() != Severity.INFO)
                .extracting(Diagnostic::message)
                .isEmpty();
        assertThat(reading).isInstanceOf(Reading.Valid.class);
    }

    private static List<Block> blocks() throws IOException {
        var root = Corpus.repository();
        var blocks = new ArrayList<Block>();
        try (var pages = Files.walk(root.resolve("docs"))) {
            for (var page : pages.filter(p -> p.toString().endsWith(".md")).sorted().toList()) {
                blocks.addAll(blocks(root.relativize(page), Files.readAllLines(page)));
            }
        }
        return blocks;
    }

    private static List<Block> blocks(Path page, List<String> lines) {
        var blocks = new ArrayList<Block>();
        for (var i = 0; i < lines.size(); i++) {
            if (lines.get(i).strip().matches("```yaml( after)?")) {
                var rest = lines.subList(i + 1, lines.size());
                var end = rest.stream().map(String::strip).toList().indexOf("```");
                assertThat(end).as("the block at %s:%d ends", page, i + 1).isNotNegative();
                blocks.add(new Block(page, i + 1, String.join("\n", rest.subList(0, end)) + "\n"));
            }
        }
        return blocks;
    }
}
