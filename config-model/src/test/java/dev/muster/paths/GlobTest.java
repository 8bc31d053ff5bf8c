package dev.muster.paths;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.config.model.PathPattern;
import dev.muster.config.model.PathPattern.Syntax;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class GlobTest {

    @ParameterizedTest(name = "{0} on {1}: {2}")
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    a/** ; a/b ; yes
                    a/** ; a/b-c/d.dart ; yes
                    a/** ; a ; no
                    a/** ; ab/c ; no
                    a/**/b ; a/b ; yes
                    a/**/b ; a/x/y/b ; yes
                    a/**/b ; a/xb ; no
                    **/foo ; foo ; yes
                    **/foo ; x/y/foo ; yes
                    **/foo ; xfoo ; no
                    **.h ; a.h ; yes
                    **.h ; deep/down/a.h ; yes
                    **.h ; deep/down/a.hh ; no
                    engine/**.(h|c|cc) ; engine/src/a.cc ; yes
                    engine/**.(h|c|cc) ; engine/src/a.ccc ; no
                    packages/* ; packages/a ; yes
                    packages/* ; packages/a/b ; no
                    docs/ ; docs/a/b.md ; yes
                    docs/ ; docs ; no
                    .ci.yaml ; .ci.yaml ; yes
                    .ci.yaml ; xciayaml ; no
                    a?c ; abc ; yes
                    a?c ; a/c ; no
                    [a-c]x ; bx ; yes
                    [!a-c]x ; bx ; no
                    [!a-c]x ; /x ; no
                    {lib,bin}/** ; bin/x ; yes
                    {lib,bin}/** ; src/x ; no
                    docs/*.* ; docs/a.md ; yes
                    A.md ; a.md ; no
                    a+b (c)@~ ; a+b c@~ ; yes
                    ünïcode/** ; ünïcode/ß.txt ; yes
                    """)
    void a_glob_reads_as_people_expect(String glob, String path, String matches) {
        var pattern = new PathPattern(false, Syntax.GLOB, glob);

        var selected =
                PathFilters.compile(List.of(List.of(pattern))).select(List.of(path)).selects(0);

        assertThat(selected).isEqualTo(matches.equals("yes"));
        assertThat(PathFilters.regex(pattern).matches(path))
                .as("the engine behind")
                .isEqualTo(selected);
    }

    @Test
    void a_character_outside_the_basic_plane_is_one_character() {
        var pattern = new PathPattern(false, Syntax.GLOB, "a?c");

        assertThat(
                        PathFilters.compile(List.of(List.of(pattern)))
                                .select(List.of("a\uD83D\uDE00c"))
                                .selects(0))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "[a-,is never closed",
        "'{a,b',is never closed",
        "(a|b,is never closed",
        "[z-a],runs backwards"
    })
    void a_text_that_is_no_glob_says_why(String text, String why) {
        assertThat(PathPatterns.parse("glob:" + text))
                .isInstanceOfSatisfying(
                        PathPatterns.Parsed.Bad.class, it -> assertThat(it.why()).contains(why));
    }

    @ParameterizedTest
    @CsvSource({
        "lib/.*,true",
        "^lib/,true",
        "a\\.b,true",
        "docs/*.*,false",
        "a/**.h,false",
        "[^a]b,false",
        "x.+y,true"
    })
    void what_makes_sense_only_as_a_regular_expression_is_read_as_one(String text, boolean regex) {
        assertThat(PathPatterns.parse(text))
                .isInstanceOfSatisfying(
                        PathPatterns.Parsed.Ok.class,
                        it -> assertThat(it.pattern().syntax() == Syntax.REGEX).isEqualTo(regex));
    }
}
