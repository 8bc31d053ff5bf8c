package dev.muster.config.edit;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A node of the text with the offsets (UTF-16 units) at which it begins and ends. Aliases stay
/// what they are written as.
sealed interface Piece {

    int start();

    int end();

    /// The anchor of the node, or of the node that an alias repeats; null where there is none.
    @Nullable String anchor();

    /// @param plain whether it stands without quotes
    /// @param tagged the tag as written, or empty
    record Scalar(
            int start, int end, @Nullable String anchor, String value, boolean plain, String tagged)
            implements Piece {}

    record Alias(int start, int end, String anchor) implements Piece {}

    record Items(int start, int end, @Nullable String anchor, boolean flow, List<Piece> pieces)
            implements Piece {}

    record Entries(int start, int end, @Nullable String anchor, boolean flow, List<Entry> entries)
            implements Piece {

        /// The entries whose key is this text, quoted or not.
        List<Entry> named(String key) {
            return entries.stream()
                    .filter(e -> e.key() instanceof Scalar s && s.value().equals(key))
                    .toList();
        }
    }

    record Entry(Piece key, Piece value) {}
}
