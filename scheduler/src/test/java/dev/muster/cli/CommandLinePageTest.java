package dev.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Holds the page on disk to the commands. `-Dgolden.update=true` writes it anew.
class CommandLinePageTest {

    @Test
    void the_page_is_what_the_commands_say() throws IOException {
        var page = Path.of("../docs/reference/command-line.md");
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(page, CommandLinePage.text());
        }

        assertThat(page).hasContent(CommandLinePage.text());
    }
}
