package dev.muster.paths;

import dev.muster.config.model.PathPattern;
import dev.muster.config.model.PathPattern.Syntax;

import java.util.NavigableSet;

/// The text of an entry of `run_if` to a pattern.
public final class PathPatterns {

    private static final int LONGEST = 1_000;
    private static final String OPENING = "*?[{(";
    private static final String REGEX = "regex:";
    private static final String GLOB = "glob:";

    private PathPatterns() {}

    /// What came of reading an entry.
    public sealed interface Parsed {

        /// @param pattern the pattern
        /// @param guessedRegex whether it was taken for a regular expression without saying so
        record Ok(PathPattern pattern, boolean guessedRegex) implements Parsed {}

        /// @param syntax what it was read as
        /// @param why in words that follow a colon
        /// @param hint what would be right
        record Bad(Syntax syntax, String why, String hint) implements Parsed {}
    }

    /// Reads an entry: a sign, a prefix, a body.
    public static Parsed parse(String entry) {
        var excludes = entry.startsWith("!");
        var rest = excludes ? entry.substring(1) : entry;
        if (rest.length() > LONGEST) {
            return new Parsed.Bad(
                    Syntax.GLOB, "it is longer than %d characters".formatted(LONGEST), "split it");
        }
        if (rest.startsWith(REGEX)) {
            return regex(excludes, rest.substring(REGEX.length()), false);
        }
        if (rest.startsWith(GLOB)) {
            return glob(excludes, rest.substring(GLOB.length()));
        }
        if (looksLikeRegex(rest) && regex(excludes, rest, true) instanceof Parsed.Ok taken) {
            return taken;
        }
        return glob(excludes, rest);
    }

    private static Parsed regex(boolean excludes, String body, boolean guessed) {
        var fault = RegexCost.fault(body);
        return fault.isEmpty()
                ? new Parsed.Ok(new PathPattern(excludes, Syntax.REGEX, body), guessed)
                : new Parsed.Bad(
                        Syntax.REGEX,
                        fault.get(),
                        RegexCost.hint(fault.get()).orElse("it must match the whole path"));
    }

    private static Parsed glob(boolean excludes, String body) {
        if (body.isEmpty()) {
            return new Parsed.Bad(Syntax.GLOB, "it is empty", "remove it; '**' is every path");
        }
        try {
            Glob.parse(body);
            return new Parsed.Ok(new PathPattern(excludes, Syntax.GLOB, body), false);
        } catch (Glob.Misread e) {
            return new Parsed.Bad(
                    Syntax.GLOB,
                    String.valueOf(e.getMessage()),
                    "write a bracket that is part of a name as '?', or a regular expression after"
                            + " 'regex:'");
        }
    }

    /// Whether a text makes no sense as a glob but does as a regular expression. A `.*` behind a
    /// star, as in `docs/*.*`, is a glob's.
    static boolean looksLikeRegex(String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            var before = i == 0 ? ' ' : text.charAt(i - 1);
            var after = i + 1 < text.length() ? text.charAt(i + 1) : ' ';
            if (c == '\\' || c == '$' || (c == '^' && before != '[')) {
                return true;
            }
            if (c == '.' && (after == '+' || (after == '*' && before != '*'))) {
                return true;
            }
        }
        return false;
    }

    /// How far a pattern reaches among some paths.
    public enum Reach {
        /// to none of them
        NONE,
        /// to some and not to others
        SOME,
        /// to all of them
        ALL
    }

    /// How far a single pattern's body reaches, without regard to its sign. Of a glob only paths
    /// are looked at that begin as it does.
    public static Reach reach(PathPattern pattern, NavigableSet<String> paths) {
        var begin = pattern.syntax() == Syntax.GLOB ? literal(pattern.body()) : "";
        var near = begin.isEmpty() ? paths : paths.subSet(begin, begin + Character.MAX_VALUE);
        var missed = near.size() < paths.size();
        var matched = false;
        var regex = PathFilters.regex(pattern);
        for (var path : near) {
            if (regex.matches(path)) {
                matched = true;
            } else {
                missed = true;
            }
            if (matched && missed) {
                return Reach.SOME;
            }
        }
        return matched ? Reach.ALL : Reach.NONE;
    }

    /// What every path that a glob matches begins with.
    private static String literal(String glob) {
        var end = 0;
        while (end < glob.length() && OPENING.indexOf(glob.charAt(end)) < 0) {
            end++;
        }
        return glob.substring(0, end);
    }
}
