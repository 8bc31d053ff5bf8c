package dev.muster.config.model;

/// One entry of a `properties` or `dimensions` map.
///
/// @param name the key
/// @param value the value, typed
/// @param written the value's text as the author wrote it, without quotes; dimensions are passed on
///   in this form
/// @param at where the entry stands
public record Property(String name, PropertyValue value, String written, Span at) {}
