package dev.muster.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AheadTest {

    private static final String HTML =
            """
            <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
            <script type="module" crossorigin src="/assets/index-B6d_Ea-R.js"></script>
            <link rel="stylesheet" crossorigin href="/assets/index-BQkKFQ3d.css">
            """;

    @Test
    void what_draws_the_page_comes_first() {
        assertThat(Ahead.link(HTML, "playground", null))
                .startsWith(
                        "</assets/index-B6d_Ea-R.js>; rel=modulepreload; crossorigin,"
                                + " </assets/index-BQkKFQ3d.css>; rel=preload; as=style;"
                                + " crossorigin, </api/v1/repos>;")
                .doesNotContain("favicon");
    }

    @Test
    void a_repositorys_builds_ask_for_its_grid() {
        assertThat(Ahead.link("", "r/ada/engine", null))
                .isEqualTo(
                        "</api/v1/repos>; rel=preload; as=fetch; crossorigin,"
                                + " </api/v1/session?repo=ada%2Fengine>; rel=preload; as=fetch;"
                                + " crossorigin, </api/v1/repos/ada/engine/grid?commits=100>;"
                                + " rel=preload; as=fetch; crossorigin");
    }

    @Test
    void a_branch_is_written_as_the_page_writes_it() {
        assertThat(Ahead.link("", "r/ada/engine", "release/1.0 ä>"))
                .contains("/grid?branch=release%2F1.0+%C3%A4%3E&commits=100>;");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "playground",
                "r/ada",
                "r/ada/engine/flakes",
                "r/ada/engine>; rel=stylesheet",
                "r/ada/engine\r\nSet-Cookie: a=b",
                "r/ada/%3Cimg%3E"
            })
    void other_addresses_ask_for_no_grid(String path) {
        assertThat(Ahead.link("", path, null)).doesNotContain("grid", "stylesheet", "Cookie");
    }
}
