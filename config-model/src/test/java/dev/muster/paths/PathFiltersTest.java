package dev.muster.paths;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.config.model.PathPattern;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

class PathFiltersTest {

    @Test
    void the_last_entry_that_matches_decides() {
        assertThat(selects("docs/a.md", "**", "!docs/**")).isFalse();
        assertThat(selects("docs/a.md", "**", "!docs/**", "docs/a.md")).isTrue();
        assertThat(selects("lib/a", "**", "!docs/**")).isTrue();
    }

    @Test
    void a_filter_that_only_excludes_starts_from_everything() {
        assertThat(selects("lib/a", "!docs/**")).isTrue();
        assertThat(selects("docs/a", "!docs/**")).isFalse();
    }

    @Test
    void one_path_outside_an_exclusion_is_enough() {
        var filter = filter("**", "!docs/**");

        var selections = PathFilters.compile(List.of(filter)).select(List.of("docs/a", "lib/b"));

        assertThat(selections.witness(0))
                .isEqualTo(new PathFilters.Witness(filter.getFirst(), "lib/b"));
    }

    @Test
    void globs_and_regular_expressions_may_stand_in_one_filter() {
        assertThat(selects("lib/a.dart", "regex:lib/[a-z]\\.dart", "!lib/b*")).isTrue();
        assertThat(selects("lib/b.dart", "regex:lib/[a-z]\\.dart", "!lib/b*")).isFalse();
    }

    @Test
    void an_empty_filter_selects_nothing() {
        assertThat(PathFilters.compile(List.of(List.of())).select(List.of("a")).selects(0))
                .isFalse();
    }

    @Test
    void patterns_made_to_blow_an_automaton_up_are_decided_all_the_same() {
        var hostile = new ArrayList<List<PathPattern>>();
        for (var number = 0; number < 40; number++) {
            hostile.add(filter("*a" + "?".repeat(20 + number) + "*b" + number));
            hostile.add(filter("**a**a**a**a**" + number));
        }
        var paths = IntStream.range(0, 3_000).mapToObj(PathFiltersTest::tangled).toList();

        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> {
                    var filters = PathFilters.compile(hostile);
                    var selections = filters.select(paths);
                    for (var place = 0; place < hostile.size(); place++) {
                        var regex = PathFilters.regex(hostile.get(place).getFirst());
                        assertThat(selections.selects(place))
                                .isEqualTo(paths.stream().anyMatch(regex::matches));
                    }
                });
    }

    private static String tangled(int seed) {
        var text = new StringBuilder();
        var state = seed * 2_654_435_761L + 1;
        for (var i = 0; i < 90; i++) {
            state = state * 6_364_136_223_846_793_005L + 1_442_695_040_888_963_407L;
            text.append((state >>> 40) % 3 == 0 ? 'a' : 'c');
        }
        return text.toString();
    }

    private static boolean selects(String path, String... entries) {
        return PathFilters.compile(List.of(filter(entries))).select(List.of(path)).selects(0);
    }

    static List<PathPattern> filter(String... entries) {
        return Arrays.stream(entries)
                .map(it -> ((PathPatterns.Parsed.Ok) PathPatterns.parse(it)).pattern())
                .toList();
    }
}
