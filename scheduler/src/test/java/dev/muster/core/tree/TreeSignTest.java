package dev.muster.core.tree;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class TreeSignTest {

    private static String of(TreeWord word, List<String> causes, boolean mends) {
        var sign = TreeSign.of(word, "main", causes, mends);
        return sign.state().word() + ": " + sign.words();
    }

    @Test
    void an_open_tree_lets_everything_land() {
        assertThat(of(TreeWord.OPEN, List.of("it is mended"), false))
                .isEqualTo("success: main is open");
    }

    @Test
    void a_closed_tree_tells_the_first_cause_and_how_many_more() {
        assertThat(of(TreeWord.CLOSED, List.of("'Linux a' is red", "b", "c"), false))
                .isEqualTo("failure: main is closed: 'Linux a' is red; 2 more");
    }

    @Test
    void what_mends_the_tree_may_land() {
        assertThat(of(TreeWord.CLOSED, List.of("x"), true))
                .isEqualTo("success: main is closed, and this is to mend it");
        assertThat(of(TreeWord.THROTTLED, List.of("x"), false))
                .isEqualTo("pending: main is throttled: x");
    }

    @Test
    void words_fit_where_github_shows_them() {
        var long1 = "\uD83D\uDEA2".repeat(200) + "\n";

        assertThat(TreeSign.of(TreeWord.CLOSED, "main", List.of(long1, "b"), false).words())
                .hasSizeBetween(138, 140)
                .endsWith("…; 1 more")
                .doesNotContain("?");
        assertThat(TreeSign.of(TreeWord.OPEN, "b".repeat(250), List.of(), false).words())
                .hasSize(140);
    }
}
