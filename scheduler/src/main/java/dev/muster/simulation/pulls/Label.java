package dev.muster.simulation.pulls;

/// A label of a repository.
///
/// @param id its number
/// @param name its name
/// @param color six hexadecimal digits
/// @param description what it means
public record Label(long id, String name, String color, String description) {}
