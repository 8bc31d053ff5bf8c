package dev.muster.config.yaml;

import dev.muster.config.diagnostic.Excerpt;
import dev.muster.config.model.Span;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

import java.util.List;

/// What the YAML library could not read, with advice where its words are known.
///
/// @param at the place
/// @param message one sentence
/// @param hint null where none is known
record SyntaxFault(Span at, String message, @Nullable String hint) {

    /// @param found words of the library
    /// @param said what is said instead; null where the library's words do
    /// @param hint what usually mends it
    private record Advice(String found, @Nullable String said, String hint) {}

    private static final List<Advice> ADVICE =
            List.of(
                    new Advice(
                            "mapping values are not allowed here",
                            "a ':' that makes a map cannot stand here",
                            "put the text into quotes if the ':' belongs to it"),
                    new Advice(
                            "could not find expected ':'",
                            "a key has no ':' behind it",
                            "write 'key: value'; a quote or bracket may be open above"),
                    new Advice(
                            "expected <block end>",
                            "this line's indentation fits none of the lines above it",
                            "indent it like its neighbours; an item of a list begins with '- '"),
                    new Advice(
                            "found unexpected end of stream",
                            "a quote is never closed",
                            "close it, or leave it out"),
                    new Advice(
                            "cannot start any token",
                            null,
                            "indent with spaces, and put a text that begins like this into quotes"),
                    new Advice(
                            "expected ',' or",
                            "a bracket or brace is never closed, or a comma is missing",
                            "put a text that holds brackets into quotes"),
                    new Advice(
                            "unknown escape character",
                            null,
                            "in double quotes a backslash is written '\\\\'; single quotes take it"
                                    + " as it is"),
                    new Advice(
                            "expected alphabetic or numeric character",
                            null,
                            "put a text that begins with '*' or '&' into quotes"));

    static SyntaxFault of(YAMLException fault, Places places) {
        if (!(fault instanceof MarkedYAMLException marked)) {
            return new SyntaxFault(
                    Span.START, "this is not YAML: " + oneLine(fault.getMessage()), null);
        }
        var mark =
                marked.getProblemMark() == null ? marked.getContextMark() : marked.getProblemMark();
        var problem = oneLine(marked.getProblem());
        var context = marked.getContext() == null ? "" : oneLine(marked.getContext()) + ", ";
        var known = ADVICE.stream().filter(it -> problem.contains(it.found)).findFirst();
        var words = known.map(Advice::said).orElse(context + problem);
        return new SyntaxFault(
                places.at(mark),
                "this is not YAML: " + words,
                known.map(Advice::hint).orElse(null));
    }

    private static String oneLine(@Nullable String words) {
        return words == null ? "" : Excerpt.ofFault(words.lines().findFirst().orElse(""));
    }
}
