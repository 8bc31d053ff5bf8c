package dev.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Commands that the documents show exist.
class DocumentedCommandsTest {

    private static final Pattern BLOCK =
            Pattern.compile("(?ms)^```(?:console|sh|bash|shell)\\n(.*?)^```");
    private static final Pattern CALL =
            Pattern.compile("(?m)^(?:\\$ )?(?:\\./)?muster ([a-z][a-z-]*)");

    @Test
    void every_command_shown_in_a_document_is_one_of_ours() throws IOException {
        var ours = Commands.all(CommandRun.terminal()).getSubcommands().keySet();

        assertThat(shown()).contains("demo", "validate").allMatch(it -> ours.contains(it));
    }

    private static TreeSet<String> shown() throws IOException {
        var commands = new TreeSet<String>();
        try (Stream<Path> docs = Files.walk(Path.of("../docs"));
                Stream<Path> top = Files.list(Path.of(".."))) {
            for (var page :
                    Stream.concat(docs, top).filter(it -> it.toString().endsWith(".md")).toList()) {
                var blocks = BLOCK.matcher(Files.readString(page));
                while (blocks.find()) {
                    CALL.matcher(blocks.group(1))
                            .results()
                            .forEach(it -> commands.add(it.group(1)));
                }
            }
        }
        return commands;
    }
}
