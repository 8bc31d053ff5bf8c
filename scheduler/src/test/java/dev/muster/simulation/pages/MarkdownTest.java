package dev.muster.simulation.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "one `a_b` and **two** | <p>one <code>a_b</code> and <b>two</b></p>",
                "# Title               | <h4>Title</h4>",
                "- item                | <div>• item</div>",
                "unit&#95;tests        | <p>unit&#95;tests</p>",
                "a \\* b               | <p>a * b</p>",
                "[log](http://x.test/1) | <p><a href=\"http://x.test/1\">log</a></p>"
            })
    void marks_are_shown_as_they_are_meant(String text, String html) {
        assertThat(Markdown.html(text)).isEqualTo(html);
    }

    @Test
    void a_table_has_a_head_and_rows() {
        var table = "| target | result |\n| --- | ---: |\n| a | passed |\n";

        assertThat(Markdown.html(table))
                .isEqualTo(
                        "<table><tr><th>target</th><th>result</th></tr>"
                                + "<tr><td>a</td><td>passed</td></tr></table>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "[x](javascript:alert(1))",
                "[x](http://a\" onclick=alert(1))",
                "| <img src=x onerror=alert(1)> |",
                "`<b>`",
                "&lt;b&gt;<i>"
            })
    void nothing_in_a_text_becomes_a_tag_of_its_own(String text) {
        var html = Markdown.html(text);

        assertThat(html.replaceAll("</?(p|h4|div|table|tr|th|td|code|b)>", ""))
                .doesNotContain("<", "href");
    }
}
