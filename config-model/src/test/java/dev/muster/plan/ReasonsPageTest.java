package dev.muster.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class ReasonsPageTest {

    @Test
    void every_reason_stands_in_the_reference() throws IOException {
        var page = Files.readString(Path.of("../docs/reference/reasons.md"));

        for (var reason : Reason.values()) {
            assertThat(page).contains("| `" + reason.word() + "` |");
        }
    }
}
