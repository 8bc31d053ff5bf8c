package dev.muster.config.yaml;

import dev.muster.config.diagnostic.Excerpt;
import dev.muster.config.model.Span;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

import java.util.Map;

/// What the YAML library could not read, with advice where its words are known.
///
/// @param at the place
/// @param message one sentence
/// @param hint null where none is known
record SyntaxFault(Span at, String message, @Nullable String hint) {

    /// Words of the library, each with what usually mends it.
    private static final Map<String, String> ADVICE =
            Map.of(
                    "mapping values are not allowed here",
                    "put the text into quotes if the ':' belongs to it",
                    "could not find expected ':'",
                    "a key needs ': ' behind it; a quote or bracket may be open above",
                    "expected <block end>",
                    "indent this line like its neighbours; an item of a list begins with '- '",
                    "found unexpected end of stream",
                    "a quote is never closed",
                    "cannot start any token",
                    "indent with spaces, and put a text that begins like this into quotes",
                    "expected ',' or",
                    "a bracket or brace is never closed, or a comma is missing",
                    "unknown escape character",
                    "in double quotes a backslash is written '\\\\'; single quotes take it as it"
                            + " is",
                    "expected alphabetic or numeric character",
                    "put a text that begins with '*' or '&' into quotes");

    static SyntaxFault of(YAMLException fault, Places places) {
        if (!(fault instanceof MarkedYAMLException marked)) {
            return new SyntaxFault(
                    Span.START, "this is not YAML: " + oneLine(fault.getMessage()), null);
        }
        var mark =
                marked.getProblemMark() == null ? marked.getContextMark() : marked.getProblemMark();
        var problem = oneLine(marked.getProblem());
        var context = marked.getContext() == null ? "" : oneLine(marked.getContext()) + ", ";
        return new SyntaxFault(
                places.at(mark), "this is not YAML: " + context + problem, advice(problem));
    }

    private static @Nullable String advice(String problem) {
        return ADVICE.entrySet().stream()
                .filter(it -> problem.contains(it.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private static String oneLine(@Nullable String words) {
        return words == null ? "" : Excerpt.of(words.lines().findFirst().orElse(""), 200);
    }
}
