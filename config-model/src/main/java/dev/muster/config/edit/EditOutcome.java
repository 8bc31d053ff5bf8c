package dev.muster.config.edit;

import dev.muster.config.diagnostic.Diagnostic;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// What came of asking for an edit of one target.
public sealed interface EditOutcome {

    /// The text was changed.
    ///
    /// @param text the whole new text
    /// @param line the first line of the old text that changed, counted from 1
    /// @param removed the lines that went, without their line breaks; may be empty
    /// @param added the lines that came in their place, without their line breaks; may be empty
    record Edited(String text, int line, List<String> removed, List<String> added)
            implements EditOutcome {
        public Edited {
            removed = List.copyOf(removed);
            added = List.copyOf(added);
        }

        /// The new text as a file holds it.
        public byte[] bytes() {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    /// The target is already what was asked for; there is nothing to change.
    ///
    /// @param line where the target's name stands, counted from 1
    record AlreadySo(int line) implements EditOutcome {}

    /// The text has no target of that name.
    ///
    /// @param nearest up to three names that the text has and that look alike, the likeliest first
    record NoSuchTarget(List<String> nearest) implements EditOutcome {
        public NoSuchTarget {
            nearest = List.copyOf(nearest);
        }
    }

    /// The text could not be read far enough to find the target for sure.
    ///
    /// @param diagnostics what stands in the way
    record Unreadable(List<Diagnostic> diagnostics) implements EditOutcome {
        public Unreadable {
            diagnostics = List.copyOf(diagnostics);
        }
    }

    /// The target is there, written in a form that cannot be edited without touching something
    /// else.
    ///
    /// @param why one sentence for the author
    /// @param line where, counted from 1
    record Unsupported(String why, int line) implements EditOutcome {}
}
