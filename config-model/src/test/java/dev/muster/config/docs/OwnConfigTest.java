package dev.muster.config.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.config.CiConfigReader;
import dev.muster.config.Reading;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// We eat what we cook.
class OwnConfigTest {

    @Test
    void our_own_ci_yaml_is_valid_without_a_warning() throws IOException {
        var reading = CiConfigReader.read(".ci.yaml", Files.readAllBytes(Path.of("../.ci.yaml")));

        assertThat(reading.diagnostics()).isEmpty();
        assertThat(reading).isInstanceOf(Reading.Valid.class);
    }
}
