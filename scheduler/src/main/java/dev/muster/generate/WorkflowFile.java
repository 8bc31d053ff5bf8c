package dev.muster.generate;

/// One generated file.
///
/// @param path inside the repository
/// @param text all of it
public record WorkflowFile(String path, String text) {}
