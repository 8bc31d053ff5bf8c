package dev.muster.config.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class NearestTest {

    private static final List<String> KEYS = List.of("run_if", "run_if_not", "recipe", "timeout");

    @Test
    void a_swapped_pair_of_letters_is_one_slip() {
        assertThat(Nearest.distance("recipe", "reicpe")).isEqualTo(1);
    }

    @Test
    void a_word_with_one_slip_is_found() {
        assertThat(Nearest.to("runif", KEYS)).contains("run_if");
    }

    @Test
    void case_does_not_count() {
        assertThat(Nearest.to("TIMEOUT", KEYS)).contains("timeout");
    }

    @Test
    void a_word_that_is_far_from_all_has_no_neighbour() {
        assertThat(Nearest.to("dependencies", KEYS)).isEmpty();
    }

    @Test
    void a_text_that_nobody_typed_is_not_compared() {
        assertThat(Nearest.to("r".repeat(1_000_000), KEYS)).isEmpty();
    }
}
