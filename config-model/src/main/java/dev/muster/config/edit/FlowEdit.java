package dev.muster.config.edit;

import dev.muster.config.edit.Change.None;
import dev.muster.config.edit.Change.Replace;

import java.util.regex.Pattern;

/// Edits of a target in flow style, `{name: …, bringup: true}`.
///
/// The issue's address stands behind the closing brace on its line; where something else stands
/// there, or the target spans lines, only a removal without comments inside is possible.
final class FlowEdit {

    /// A comment of nothing but an address: what a demotion wrote.
    private static final Pattern ISSUE = Pattern.compile("[ \t]+# https?://[!-~]+[ \t]*");

    private FlowEdit() {}

    static Change remove(TargetSite site) {
        var entry = site.bringupEntry();
        var entries = site.target().entries();
        var at = entries.indexOf(entry);
        var last = at == entries.size() - 1;
        var start = last ? entries.get(at - 1).value().end() : entry.key().start();
        var end = last ? entry.value().end() : entries.get(at + 1).key().start();
        if (site.text().substring(start, end).indexOf('#') >= 0) {
            return new None("a comment stands inside the target's braces");
        }
        return withoutIssue(site, start, end);
    }

    static Change insert(TargetSite site, String issueUrl) {
        var at = site.name().value().end();
        return withIssue(site, new Replace(at, at, ", bringup: true"), issueUrl);
    }

    static Change set(TargetSite site, String issueUrl) {
        var value = site.bringupEntry().value();
        return withIssue(site, new Replace(value.start(), value.end(), "true"), issueUrl);
    }

    private static Change withIssue(TargetSite site, Replace change, String issueUrl) {
        var close = site.target().end();
        var end = site.lines().endOf(close);
        var oneLine = site.lines().endOf(change.start()) == end;
        if (!oneLine || !site.text().substring(close, end).isBlank()) {
            return new None(
                    "the target is in braces with no room for the issue behind them; write it as"
                            + " a block");
        }
        var kept = site.text().substring(change.end(), close);
        return new Replace(change.start(), close, change.by() + kept + "  # " + issueUrl);
    }

    private static Change withoutIssue(TargetSite site, int start, int end) {
        var close = site.target().end();
        var lineEnd = site.lines().endOf(close);
        var behind = site.text().substring(close, lineEnd);
        return ISSUE.matcher(behind).matches()
                ? new Replace(start, lineEnd, site.text().substring(end, close))
                : new Replace(start, end, "");
    }
}
