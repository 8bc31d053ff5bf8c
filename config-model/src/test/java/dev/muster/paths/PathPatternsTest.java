package dev.muster.paths;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.paths.PathPatterns.Reach;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.TreeSet;

class PathPatternsTest {

    private static final List<String> FILES =
            List.of("README.md", "src/a.c", "src/deep/b.h", "src-old/a.c", "über/ü.txt");

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    README.md        ; SOME
                    src/             ; SOME
                    src/**/a.c       ; SOME
                    src              ; NONE
                    src/a            ; NONE
                    sorce/**         ; NONE
                    src*/a.c         ; SOME
                    {src,doc}/a.c    ; SOME
                    (src|doc)/a.h    ; NONE
                    [r-t]rc/a.c      ; SOME
                    über/?.txt       ; SOME
                    !src/a.c         ; SOME
                    regex:src/.*     ; SOME
                    regex:doc/.*     ; NONE
                    **               ; ALL
                    **/*             ; ALL
                    regex:.+         ; ALL
                    """)
    void a_pattern_reaches_none_some_or_all_of_the_paths(String entry, Reach reach) {
        var pattern = ((PathPatterns.Parsed.Ok) PathPatterns.parse(entry)).pattern();

        assertThat(PathPatterns.reach(pattern, new TreeSet<>(FILES))).isEqualTo(reach);
    }
}
