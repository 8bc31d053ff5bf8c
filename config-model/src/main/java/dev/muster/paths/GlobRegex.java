package dev.muster.paths;

import java.util.stream.Collectors;

/// A glob as a regular expression, for the engine behind the automaton.
final class GlobRegex {

    private GlobRegex() {}

    static String of(Glob glob) {
        return switch (glob) {
            case Glob.Sequence(var parts) ->
                    parts.stream().map(GlobRegex::of).collect(Collectors.joining());
            case Glob.Choice(var branches) ->
                    branches.stream()
                            .map(GlobRegex::of)
                            .collect(Collectors.joining("|", "(?:", ")"));
            case Glob.Letter(var codePoint) -> letter(codePoint);
            case Glob.Letters(var ranges, var negated) ->
                    ranges.stream()
                            .map(it -> letter(it.first()) + "-" + letter(it.last()))
                            .collect(Collectors.joining("", negated ? "[^/" : "[", "]"));
            case Glob.AnyLetter() -> "[^/]";
            case Glob.AnyLetters() -> "[^/]*";
            case Glob.Anything() -> "(?s:.*)";
            case Glob.AnyFolders() -> "(?s:.*/)?";
        };
    }

    private static String letter(int codePoint) {
        return "\\x{" + Integer.toHexString(codePoint) + "}";
    }
}
