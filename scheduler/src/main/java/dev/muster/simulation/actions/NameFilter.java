package dev.muster.simulation.actions;

import java.util.List;
import java.util.regex.Pattern;

/// The branches, tags or files that a workflow's trigger is limited to, by the patterns that GitHub
/// documents: `*` ends at a slash and `**` does not, `?` and `+` are about the character before
/// them, and a pattern behind `!` takes away what one before it has let through.
///
/// @param only those to let through; empty where the filter does not say
/// @param ignored those to leave out; empty where the filter does not say
record NameFilter(List<String> only, List<String> ignored) {

    NameFilter {
        only = List.copyOf(only);
        ignored = List.copyOf(ignored);
    }

    boolean isAbsent() {
        return only.isEmpty() && ignored.isEmpty();
    }

    /// Whether it says both, which GitHub takes for a mistake in the file.
    boolean isAmbiguous() {
        return !only.isEmpty() && !ignored.isEmpty();
    }

    /// Whether something of this name is let through.
    boolean lets(String name) {
        return only.isEmpty() ? ignored.isEmpty() || !matches(ignored, name) : matches(only, name);
    }

    /// The last pattern that speaks of the name has its way.
    private static boolean matches(List<String> patterns, String name) {
        var matches = false;
        for (var pattern : patterns) {
            var takesAway = pattern.startsWith("!");
            if (regex(takesAway ? pattern.substring(1) : pattern).matcher(name).matches()) {
                matches = !takesAway;
            }
        }
        return matches;
    }

    private static Pattern regex(String pattern) {
        var regex = new StringBuilder();
        for (var at = 0; at < pattern.length(); ) {
            at += append(regex, pattern, at);
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    /// @return how many characters of the pattern it took
    private static int append(StringBuilder regex, String pattern, int at) {
        var here = pattern.charAt(at);
        var ofClass = here == '[' ? pattern.indexOf(']', at + 1) : -1;
        if (pattern.startsWith("**/", at) && (at == 0 || pattern.charAt(at - 1) == '/')) {
            regex.append("(?:.*/)?");
            return 3;
        } else if (pattern.startsWith("**", at)) {
            regex.append(".*");
            return 2;
        } else if (here == '*') {
            regex.append("[^/]*");
        } else if ((here == '?' || here == '+') && at > 0) {
            regex.append(here);
        } else if (ofClass > 0) {
            var inside = pattern.substring(at + 1, ofClass);
            regex.append('[').append(inside.replaceAll("[^A-Za-z0-9-]", "\\\\$0")).append(']');
            return ofClass + 1 - at;
        } else if (here == '\\' && at + 1 < pattern.length()) {
            regex.append(Pattern.quote(pattern.substring(at + 1, at + 2)));
            return 2;
        } else {
            regex.append(Pattern.quote(String.valueOf(here)));
        }
        return 1;
    }
}
