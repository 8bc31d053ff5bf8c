package dev.muster.cli.actions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Collections;
import java.util.List;

class StepSummaryTest {

    @Test
    void each_target_has_a_line() {
        var text =
                StepSummary.of(
                        List.of(
                                new StepSummary.Line(
                                        "Linux one", true, "succeeded", Duration.ofMillis(1_500)),
                                new StepSummary.Line(
                                        "Linux two", false, "failed (exit 3)", Duration.ZERO)));

        assertThat(text)
                .isEqualTo(
                        """
                        | | Target | Result | Time |
                        | --- | --- | --- | ---: |
                        | ✓ | Linux one | succeeded | 1.5 s |
                        | ✗ | Linux two | failed \\(exit 3\\) | 0.0 s |

                        """);
    }

    @Test
    void a_name_means_itself() {
        var line =
                new StepSummary.Line(
                        "a | b\n**c** <img src=x> [d](https://e) @all #1 `f`",
                        true,
                        "succeeded",
                        Duration.ZERO);

        assertThat(StepSummary.of(List.of(line)).lines().toList().get(2))
                .isEqualTo(
                        "| ✓ | a \\| b \\*\\*c\\*\\* &lt;img src\\=x&gt; \\[d\\]\\(https&#58;//e\\)"
                                + " &#64;all &#35;1 \\`f\\` | succeeded | 0.0 s |");
    }

    @Test
    void a_page_that_would_be_too_long_says_so() {
        var line = new StepSummary.Line("n".repeat(300), true, "succeeded", Duration.ZERO);

        assertThat(StepSummary.of(Collections.nCopies(5_000, line)))
                .hasSizeLessThan(1_000_000)
                .endsWith("and more, which GitHub has no room for\n\n");
    }
}
