package dev.muster.config.edit;

import dev.muster.config.model.TargetName;

import java.util.Optional;

/// The lines on which a target is written, without the blank lines and comments behind it.
///
/// @param first from 1
/// @param last the same as the first where all stands on one line
public record TargetLines(int first, int last) {

    /// Empty where the text holds no such target, or it is not clear which.
    public static Optional<TargetLines> of(String text, TargetName name) {
        return switch (TargetSearch.find("", text, name)) {
            case TargetSearch.Found(var site) -> {
                var target = site.target();
                var first = site.lines().number(target.start());
                var end = content(text, deepest(target));
                yield Optional.of(
                        new TargetLines(first, Math.max(first, site.lines().number(end))));
            }
            case TargetSearch.Missed _ -> Optional.empty();
        };
    }

    /// Where the last value ends: a block that holds others is said to end where the next begins.
    private static int deepest(Piece piece) {
        return switch (piece) {
            case Piece.Entries(_, _, _, var flow, var entries) when !flow && !entries.isEmpty() ->
                    deepest(entries.getLast().value());
            case Piece.Items(_, _, _, var flow, var pieces) when !flow && !pieces.isEmpty() ->
                    deepest(pieces.getLast());
            default -> piece.end();
        };
    }

    private static int content(String text, int end) {
        var at = Math.min(end, text.length()) - 1;
        while (at > 0 && Character.isWhitespace(text.charAt(at))) {
            at--;
        }
        return Math.max(0, at);
    }
}
