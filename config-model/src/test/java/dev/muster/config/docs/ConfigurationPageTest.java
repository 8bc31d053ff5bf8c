package dev.muster.config.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.config.Corpus;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;

/// Holds the page on disk to the table. `-Dgolden.update=true` writes it anew.
class ConfigurationPageTest {

    @Test
    void the_page_is_what_the_table_says() throws IOException {
        var page = Corpus.repository().resolve("docs/reference/configuration.md");
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(page, ConfigurationPage.text());
        }

        assertThat(page).hasContent(ConfigurationPage.text());
    }
}
