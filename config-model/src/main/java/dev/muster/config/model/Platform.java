package dev.muster.config.model;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// One entry of `platform_properties`: what all targets of a platform share.
///
/// @param name the key; targets find it by the first word of their name in lower case
/// @param properties in file order
/// @param dimensions in file order
/// @param runsOn labels of the runner; empty when the file names none
/// @param capacity how many tasks of this platform may run at once; null when the file sets no
///   bound
/// @param at where the key stands
public record Platform(
        String name,
        List<Property> properties,
        List<Property> dimensions,
        List<String> runsOn,
        @Nullable Integer capacity,
        Span at) {

    public Platform {
        properties = List.copyOf(properties);
        dimensions = List.copyOf(dimensions);
        runsOn = List.copyOf(runsOn);
    }
}
