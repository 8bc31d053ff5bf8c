package dev.muster.config.edit;

/// What an edit would do to the text.
sealed interface Change {

    /// Replaces a stretch of the text.
    record Replace(int start, int end, String by) implements Change {}

    /// Cannot be done.
    record None(String why) implements Change {}
}
