package dev.muster.documents;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExpectedTest {

    @Test
    void an_ellipsis_stands_for_what_differs() {
        assertThat("passed in 0.1 s\n").matches(Expected.of("passed in … s\n"));
    }

    @Test
    void a_line_with_an_ellipsis_alone_stands_for_lines() {
        assertThat("first\nsecond\nthird\nlast\n").matches(Expected.of("first\n…\nlast\n"));
    }

    @Test
    void other_words_do_not_fit() {
        assertThat("failed in 0.1 s\n").doesNotMatch(Expected.of("passed in … s\n"));
    }

    @Test
    void a_further_line_does_not_fit() {
        assertThat("first\nsecond\n").doesNotMatch(Expected.of("first\n"));
    }
}
