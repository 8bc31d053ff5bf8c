package dev.muster.config.edit;

import dev.muster.config.edit.Change.None;
import dev.muster.config.edit.Change.Replace;
import dev.muster.config.edit.Piece.Entry;

/// Edits of a target in block style, the common one: a key to a line.
final class BlockEdit {

    private BlockEdit() {}

    /// Removes the line of `bringup` with the comment behind it.
    static Change remove(TargetSite site) {
        var entry = site.bringupEntry();
        var lines = site.lines();
        var lineStart = lines.startOf(entry.key().start());
        if (commentBetween(site, entry)) {
            return new None("a comment stands between 'bringup' and its value");
        }
        var before = site.text().substring(lineStart, entry.key().start());
        if (before.isBlank()) {
            return wholeLines(lines, lineStart, entry);
        }
        return before.strip().equals("-") ? afterDash(site, entry) : oddKey();
    }

    /// Writes `bringup: true` and the issue on a line below the name.
    static Change insert(TargetSite site, String issueUrl) {
        var lines = site.lines();
        var end = lastOf(site, site.name());
        var first = site.target().entries().getFirst().key().start();
        var column = first - lines.startOf(first);
        var line = " ".repeat(column) + "bringup: true  # " + issueUrl;
        var lineEnd = lines.endOf(end);
        return new Replace(lineEnd, lineEnd, lines.styleAt(end) + line);
    }

    /// Turns the value to true, with the issue in front of the comment that was there.
    static Change set(TargetSite site, String issueUrl) {
        var value = site.bringupEntry().value();
        var end = site.lines().endOf(value.end());
        var rest = site.text().substring(value.end(), end);
        var issue = "true  # " + issueUrl;
        return rest.isBlank()
                ? new Replace(value.start(), end, issue)
                : new Replace(value.start(), end, issue + " " + rest.strip());
    }

    /// A last line without a break takes the break before it along, so that the text still ends
    /// without one.
    private static Change wholeLines(TextLines lines, int lineStart, Entry entry) {
        var next = lines.nextAfter(entry.value().end());
        var unbroken = lines.breakBefore(next).isEmpty();
        var start = unbroken ? lineStart - lines.breakBefore(lineStart).length() : lineStart;
        return new Replace(start, next, "");
    }

    /// `- bringup: true` in front of the other keys: the next key moves up to the dash, unless
    /// comments or empty lines stand in between; then the dash stays alone.
    private static Change afterDash(TargetSite site, Entry entry) {
        var lines = site.lines();
        var next = lines.nextAfter(entry.value().end());
        var entries = site.target().entries();
        var at = entries.indexOf(entry) + 1;
        if (at >= entries.size()) {
            return oddKey();
        }
        var following = entries.get(at).key().start();
        var gap = site.text().substring(next, following);
        if (lines.startOf(following) == next && gap.isBlank()) {
            return new Replace(entry.key().start(), following, "");
        }
        var start = entry.key().start();
        while (Character.isWhitespace(site.text().charAt(start - 1))) {
            start--;
        }
        return new Replace(start, lines.endOf(entry.value().end()), "");
    }

    private static boolean commentBetween(TargetSite site, Entry entry) {
        var between = site.text().substring(entry.key().end(), entry.value().start());
        return between.indexOf('#') >= 0;
    }

    /// The last character of an entry's value; block scalars end behind their line breaks.
    private static int lastOf(TargetSite site, Entry entry) {
        var end = entry.value().end();
        while (end > entry.key().end() && Character.isWhitespace(site.text().charAt(end - 1))) {
            end--;
        }
        return end;
    }

    private static Change oddKey() {
        return new None("'bringup' shares its line with something else");
    }
}
