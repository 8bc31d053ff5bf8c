package dev.muster.paths;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.config.model.PathPattern;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import java.util.List;

/// The combined automaton says what each pattern says by itself on another engine.
class PathFiltersLaws {

    @Property(tries = 500)
    void all_patterns_in_one_pass_say_what_each_says_alone(
            @ForAll("filters") List<List<PathPattern>> filters,
            @ForAll("paths") List<String> paths) {
        var selections = PathFilters.compile(filters).select(paths);

        for (var place = 0; place < filters.size(); place++) {
            var filter = filters.get(place);
            assertThat(selections.selects(place))
                    .isEqualTo(paths.stream().anyMatch(path -> alone(filter, path)));
        }
    }

    /// The meaning of a list, one pattern after the other on RE2/J.
    private static boolean alone(List<PathPattern> filter, String path) {
        var selected = filter.stream().allMatch(PathPattern::excludes);
        for (var pattern : filter) {
            if (PathFilters.regex(pattern).matches(path)) {
                selected = !pattern.excludes();
            }
        }
        return selected;
    }

    @Provide
    Arbitrary<List<List<PathPattern>>> filters() {
        var part =
                Arbitraries.of(
                        "a", "b", "ab", "*", "**", "?", "/", "[ab]", "[!a]", "{a,b/}", "(a|b)", ".",
                        "-", "**/", "ü");
        var entry =
                part.list()
                        .ofMinSize(1)
                        .ofMaxSize(6)
                        .map(parts -> String.join("", parts))
                        .flatMap(body -> Arbitraries.of("", "!").map(sign -> sign + "glob:" + body))
                        .map(PathPatterns::parse)
                        .filter(PathPatterns.Parsed.Ok.class::isInstance)
                        .map(it -> ((PathPatterns.Parsed.Ok) it).pattern());
        return entry.list().ofMinSize(1).ofMaxSize(4).list().ofMinSize(1).ofMaxSize(8);
    }

    @Provide
    Arbitrary<List<String>> paths() {
        return Arbitraries.strings()
                .withChars('a', 'b', '/', '.', '-', 'ü', 'x')
                .ofMinLength(1)
                .ofMaxLength(10)
                .list()
                .ofMaxSize(6);
    }
}
