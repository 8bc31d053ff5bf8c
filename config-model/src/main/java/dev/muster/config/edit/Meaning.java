package dev.muster.config.edit;

import dev.muster.config.edit.Piece.Alias;
import dev.muster.config.edit.Piece.Entries;
import dev.muster.config.edit.Piece.Items;
import dev.muster.config.edit.Piece.Scalar;

/// What a text says apart from positions, layout and one target's `bringup`: equal for two texts
/// exactly when they say the same.
final class Meaning {

    private final StringBuilder said = new StringBuilder();
    private final TargetSite site;

    private Meaning(TargetSite site) {
        this.site = site;
    }

    static String of(TargetSite site) {
        var meaning = new Meaning(site);
        var root = site.document().root();
        if (root != null) {
            meaning.say(root);
        }
        return meaning.said.toString();
    }

    private void say(Piece piece) {
        if (piece.anchor() != null) {
            said.append('&').append(piece.anchor()).append(' ');
        }
        switch (piece) {
            case Scalar scalar -> say(scalar);
            case Alias _ -> said.append("*;");
            case Items items -> {
                said.append('[');
                items.pieces().forEach(this::say);
                said.append(']');
            }
            case Entries entries -> say(entries);
        }
    }

    /// The length in front keeps any text from passing for structure.
    private void say(Scalar scalar) {
        said.append(scalar.plain() ? 'p' : 'q').append(scalar.tagged()).append(' ');
        said.append(scalar.value().length()).append(':').append(scalar.value());
    }

    private void say(Entries entries) {
        said.append('{');
        for (var entry : entries.entries()) {
            // the one entry that an edit may touch, by identity
            if (entries != site.target() || entry != site.found()) {
                say(entry.key());
                say(entry.value());
            }
        }
        said.append('}');
    }
}
