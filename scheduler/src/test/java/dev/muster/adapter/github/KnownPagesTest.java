package dev.muster.adapter.github;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;

/// What is kept of GitHub's answers.
final class KnownPagesTest {

    private final KnownPages pages = new KnownPages(10_000);

    private static Call call(String path) {
        return Call.get(new Call.As.Installed(7, 4711), path);
    }

    private static Answer.Done answer(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Answer.Done(200, Json.read(bytes), bytes, "/next");
    }

    @Test
    void an_answer_comes_back_as_it_was() {
        var call = call("/repos/acme/harbour/pulls");

        pages.keep(call, "\"a\"", answer("[{\"number\":1}]"));

        var page = pages.of(call);
        assertThat(page).isNotNull();
        assertThat(page.tag()).isEqualTo("\"a\"");
        assertThat(page.answer()).usingRecursiveComparison().isEqualTo(answer("[{\"number\":1}]"));
    }

    @Test
    void what_was_not_asked_for_the_longest_makes_room() {
        for (var i = 0; i < 9; i++) {
            pages.keep(call("/" + i), "\"a\"", answer("{}"));
        }
        pages.of(call("/0"));

        pages.keep(call("/9"), "\"a\"", answer("{}"));

        assertThat(pages.of(call("/1"))).isNull();
        assertThat(pages.of(call("/0"))).isNotNull();
        assertThat(pages.of(call("/9"))).isNotNull();
    }

    @Test
    void an_answer_that_is_kept_again_takes_its_room_once() {
        var others = call("/others");
        pages.keep(others, "\"a\"", answer("{}"));

        for (var i = 0; i < 100; i++) {
            pages.keep(call("/runs"), "\"" + i + "\"", answer("{\"run\":%d}".formatted(i)));
        }

        assertThat(pages.of(others)).isNotNull();
    }

    @Test
    void a_page_that_grew_too_large_is_not_told_by_its_old_text() {
        var call = call("/large");
        pages.keep(call, "\"a\"", answer("{}"));

        pages.keep(call, "\"b\"", answer("\"" + "x".repeat(200_000) + "\""));

        assertThat(pages.of(call)).isNull();
    }
}
