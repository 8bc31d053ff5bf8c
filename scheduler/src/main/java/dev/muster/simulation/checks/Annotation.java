package dev.muster.simulation.checks;

/// A remark at lines of a file.
///
/// @param path the file
/// @param startLine the first line
/// @param endLine the last line
/// @param level `notice`, `warning` or `failure`
/// @param title the title, empty for none
/// @param message what it says
public record Annotation(
        String path, int startLine, int endLine, String level, String title, String message) {}
