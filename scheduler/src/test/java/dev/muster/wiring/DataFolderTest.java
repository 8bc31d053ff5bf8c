package dev.muster.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

final class DataFolderTest {

    @TempDir private Path folder;

    @Test
    void a_folder_keeps_the_name_of_its_service() throws StartFailure {
        String first;
        try (var opened = DataFolder.open(folder.resolve("a"))) {
            first = opened.instance();
        }

        try (var again = DataFolder.open(folder.resolve("a"));
                var other = DataFolder.open(folder.resolve("b"))) {
            assertThat(again.instance()).isEqualTo(first);
            assertThat(other.instance()).isNotEqualTo(first);
        }
    }

    @Test
    void a_folder_serves_one_at_a_time() throws StartFailure {
        try (var held = DataFolder.open(folder)) {
            assertThatThrownBy(() -> DataFolder.open(held.path()))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("is in use by another muster");
        }
    }
}
