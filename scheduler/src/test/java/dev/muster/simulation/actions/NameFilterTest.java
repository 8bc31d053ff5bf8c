package dev.muster.simulation.actions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

/// The patterns of GitHub's cheat sheet for filters, with its own examples.
class NameFilterTest {

    @ParameterizedTest
    @CsvSource({
        "feature/*, feature/my-branch, true",
        "feature/*, feature/mona/octocat, false",
        "feature/**, feature/mona/the/octocat, true",
        "releases/mona-the-octocat, releases/mona-the-octocat, true",
        "main, main, true",
        "main, maintenance, false",
        "*, releases, true",
        "*, all/the/branches, false",
        "**, every/branch, true",
        "*feature, ver-10-feature, true",
        "*feature, feature/10, false",
        "v2*, v2.9, true",
        "v2*, v1.9, false",
        "v[12].[0-9]+.[0-9]+, v1.10.1, true",
        "v[12].[0-9]+.[0-9]+, v3.0.0, false",
        "v1.0, v1x0, false",
        "'\\*', '*', true",
        "'\\*', main, false"
    })
    void branches(String pattern, String name, boolean let) {
        assertThat(only(pattern).lets(name)).isEqualTo(let);
    }

    @ParameterizedTest
    @CsvSource({
        "*, README.md, true",
        "*, docs/file.txt, false",
        "*.jsx?, page.js, true",
        "*.jsx?, page.jsx, true",
        "*.jsx?, page.jsxx, false",
        "**, all/the/files.md, true",
        "*.js, js/index.js, false",
        "**.js, src/js/app.js, true",
        "docs/*, docs/README.md, true",
        "docs/*, docs/mona/a.md, false",
        "docs/**, docs/mona/octocat.txt, true",
        "docs/**/*.md, docs/README.md, true",
        "docs/**/*.md, docs/a/markdown/file.md, true",
        "docs/**/*.md, docs/a/file.txt, false",
        "**/docs/**, docs/hello.md, true",
        "**/docs/**, dir/docs/my-file.txt, true",
        "**/docs/**, dir/mydocs/my-file.txt, false",
        "**/README.md, README.md, true",
        "**/README.md, js/README.md, true",
        "**/*src/**, my-src/code/js/app.js, true",
        "**/*-post.md, path/their-post.md, true",
        "**/migrate-*.sql, db/sept/migrate-v1.sql, true"
    })
    void paths(String pattern, String name, boolean let) {
        assertThat(only(pattern).lets(name)).isEqualTo(let);
    }

    @Test
    void the_last_pattern_that_speaks_of_a_name_has_its_way() {
        var filter = only("*.md", "!README.md", "README*");

        assertThat(filter.lets("hello.md")).isTrue();
        assertThat(filter.lets("README.md")).isTrue();
        assertThat(only("*.md", "!README.md").lets("README.md")).isFalse();
        assertThat(only("*.md", "!README.md").lets("docs.txt")).isFalse();
    }

    @Test
    void what_is_ignored_is_left_out_and_the_rest_is_let_through() {
        var filter = new NameFilter(List.of(), List.of("docs/**", "*.md"));

        assertThat(filter.lets("docs/a.txt")).isFalse();
        assertThat(filter.lets("README.md")).isFalse();
        assertThat(filter.lets("src/a.txt")).isTrue();
    }

    private static NameFilter only(String... patterns) {
        return new NameFilter(List.of(patterns), List.of());
    }
}
