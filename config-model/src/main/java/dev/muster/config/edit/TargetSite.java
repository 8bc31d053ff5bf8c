package dev.muster.config.edit;

import dev.muster.config.edit.Piece.Entries;
import dev.muster.config.edit.Piece.Entry;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/// A target found in a text.
///
/// @param path the text's name in diagnostics
/// @param lines the text
/// @param document the text's pieces
/// @param target the target's own piece
/// @param name its entry `name`
/// @param found its entry `bringup`, or null
record TargetSite(
        String path,
        TextLines lines,
        Pieces.Document document,
        Entries target,
        Entry name,
        @Nullable Entry found) {

    /// What `bringup` says.
    enum Bringup {
        ABSENT,
        TRUE,
        FALSE,
        UNCLEAR
    }

    String text() {
        return lines.text();
    }

    boolean flow() {
        return target.flow();
    }

    int line() {
        return lines.number(name.key().start());
    }

    Entry bringupEntry() {
        return Objects.requireNonNull(found);
    }

    /// Quoted words count for what they say: the edit writes them properly.
    Bringup bringup() {
        if (found == null) {
            return Bringup.ABSENT;
        }
        return document.meant(found.value()) instanceof Piece.Scalar scalar
                ? switch (scalar.value()) {
                    case "true", "True", "TRUE" -> Bringup.TRUE;
                    case "false", "False", "FALSE" -> Bringup.FALSE;
                    default -> Bringup.UNCLEAR;
                }
                : Bringup.UNCLEAR;
    }
}
