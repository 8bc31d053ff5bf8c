package dev.muster.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.config.diagnostic.Code;
import dev.muster.config.diagnostic.Diagnostic;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class CorpusTest {

    static List<Path> files() {
        return Corpus.configFiles();
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_file_in_use_is_valid(Path file) {
        var reading = read(file);

        assertThat(reading.diagnostics().stream().filter(Diagnostic::isError)).isEmpty();
        assertThat(reading).isInstanceOf(Reading.Valid.class);
    }

    @Test
    void the_largest_file_has_all_its_targets_and_platforms() {
        var config = ((Reading.Valid) read(named("flutter__flutter.ci.yaml"))).config();

        assertThat(config.targets()).hasSize(466);
        assertThat(config.platforms()).hasSize(22);
    }

    @Test
    void the_files_of_2021_are_warned_about_names_without_a_platform() {
        var codes =
                Corpus.configFiles().stream()
                        .filter(it -> it.getFileName().toString().contains("@2021"))
                        .flatMap(it -> read(it).diagnostics().stream())
                        .map(Diagnostic::code);

        assertThat(codes).contains(Code.UNKNOWN_PLATFORM);
    }

    private static Reading read(Path file) {
        try {
            return CiConfigReader.read(file.getFileName().toString(), Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path named(String name) {
        return Corpus.configFiles().stream()
                .filter(it -> it.endsWith(name))
                .findFirst()
                .orElseThrow();
    }
}
