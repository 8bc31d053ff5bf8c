package dev.muster.core.ci;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineTest {

    @ParameterizedTest
    @ValueSource(strings = {"main", "release/1.2", "pull/7", "pull:7:main", "queue:release/1.2"})
    void a_line_is_read_back_from_its_text(String text) {
        assertThat(Line.of(text).text()).isEqualTo(text);
    }

    @Test
    void the_base_of_a_pull_request_may_look_like_anything() {
        assertThat(Line.of("pull:12:queue")).isEqualTo(new Line.Pull(12, "queue"));
    }

    @Test
    void only_branches_are_branches() {
        assertThat(Line.isBranch("pull/7")).isTrue();
        assertThat(Line.isBranch(new Line.Pull(7, "main").text())).isFalse();
        assertThat(Line.isBranch(new Line.Queue("main").text())).isFalse();
    }
}
