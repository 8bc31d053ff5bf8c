package dev.muster.config.owners;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// `CODEOWNERS`: patterns with owners, of which the last that matches counts.
final class CodeOwners {

    private static final int MOST_LINES = 10_000;
    private static final String ANY = "\0";
    private static final Pattern OPEN = Pattern.compile("[*?\\[\\]{}()|]");

    private record Line(List<String> pattern, boolean anywhere, List<String> owners) {}

    private final List<Line> lines;

    /// What was asked for before: many targets ask for the same.
    private final Map<String, List<String>> known = new ConcurrentHashMap<>();

    private CodeOwners(List<Line> lines) {
        this.lines = List.copyOf(lines);
    }

    static CodeOwners parse(String text) {
        var lines = new ArrayList<Line>();
        text.lines()
                .limit(MOST_LINES)
                .map(it -> it.replaceFirst("(^|\\s)#.*$", "").strip())
                .filter(it -> !it.isEmpty())
                .forEach(it -> lines.add(line(it)));
        return new CodeOwners(lines.reversed());
    }

    private static Line line(String text) {
        var words = text.split("\\s+");
        var pattern = words[0];
        var owners =
                Arrays.stream(words)
                        .skip(1)
                        .filter(it -> it.startsWith("@") || it.indexOf('@') > 0)
                        .toList();
        var inner = pattern.replaceFirst("/$", "");
        var anchored = inner.indexOf('/') >= 0;
        var segments = new ArrayList<>(List.of(inner.replaceFirst("^/", "").split("/")));
        if (pattern.endsWith("/")) {
            segments.add("**");
        }
        return new Line(segments, !anchored, owners);
    }

    /// Those who own all that any of these globs stands for; empty where nobody owns all of it.
    List<String> ofAll(List<String> globs) {
        var common = new LinkedHashSet<String>();
        for (var at = 0; at < globs.size(); at++) {
            var owners = of(someFile(globs.get(at)));
            if (at == 0) {
                common.addAll(owners);
            } else {
                common.retainAll(owners);
            }
        }
        return List.copyOf(common);
    }

    /// A path that only those patterns match which match whatever the glob does: where it leaves
    /// something open there stands a character that no pattern has.
    private static String someFile(String glob) {
        return Arrays.stream(glob.split("/"))
                .map(it -> it.equals("**") ? ANY + "/" + ANY : OPEN.matcher(it).find() ? ANY : it)
                .collect(Collectors.joining("/"));
    }

    /// The owners of a file.
    List<String> of(String path) {
        return known.computeIfAbsent(path, this::last);
    }

    private List<String> last(String path) {
        var segments = List.of(path.replaceFirst("^(\\./|/)+", "").split("/"));
        for (var line : lines) {
            if (matches(line, segments)) {
                return line.owners();
            }
        }
        return List.of();
    }

    private static boolean matches(Line line, List<String> path) {
        for (var from = 0; from < (line.anywhere() ? path.size() : 1); from++) {
            var rest = path.subList(from, path.size());
            // A pattern that names a folder is about all that lies in it.
            for (var to = rest.size(); to > 0; to--) {
                if (Wild.match(line.pattern(), rest.subList(0, to), "**", CodeOwners::segment)
                        && (to == rest.size() || !last(line).contains("*"))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String last(Line line) {
        return line.pattern().getLast();
    }

    private static boolean segment(String pattern, String segment) {
        return Wild.match(
                pattern.chars().mapToObj(it -> String.valueOf((char) it)).toList(),
                segment.chars().mapToObj(it -> String.valueOf((char) it)).toList(),
                "*",
                (one, other) -> one.equals("?") || one.equals(other));
    }
}
