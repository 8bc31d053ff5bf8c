package dev.muster.stability;

import dev.muster.config.edit.EditOutcome;

import java.util.ArrayList;
import java.util.List;

/// An edit of one place as a unified diff with three lines around it.
final class UnifiedDiff {

    private static final int AROUND = 3;

    private UnifiedDiff() {}

    /// @param before the text that was edited
    static String of(String path, String before, EditOutcome.Edited edit) {
        var lines = before.lines().toList();
        var first = edit.line() - 1;
        var from = Math.max(0, first - AROUND);
        var after = first + edit.removed().size();
        var to = Math.min(lines.size(), after + AROUND);
        var body = new ArrayList<String>();
        lines.subList(from, Math.min(first, lines.size())).forEach(it -> body.add(" " + it));
        edit.removed().forEach(it -> body.add("-" + it));
        edit.added().forEach(it -> body.add("+" + it));
        lines.subList(Math.min(after, to), to).forEach(it -> body.add(" " + it));
        var old = to - from;
        var now = old - edit.removed().size() + edit.added().size();
        return "--- a/%s\n+++ b/%s\n@@ -%d,%d +%d,%d @@\n%s\n"
                .formatted(path, path, from + 1, old, from + 1, now, joined(body));
    }

    private static String joined(List<String> lines) {
        return String.join("\n", lines);
    }
}
