package dev.muster.config.model;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;

/// What a target does and with what.
///
/// @param recipe which recipe runs it; null when the file names none
/// @param command null when the target is run by its recipe alone
/// @param timeout how long one attempt may take before it is stopped
/// @param properties the target's own, in file order
/// @param postsubmitProperties laid over `properties` in postsubmit only
/// @param dimensions the target's own, in file order
/// @param droneDimensions `key=value` demands of sub-builds, passed on
/// @param recipeAt where the recipe stands; the start of the file where there is none
public record Work(
        @Nullable String recipe,
        @Nullable Command command,
        Duration timeout,
        List<Property> properties,
        List<Property> postsubmitProperties,
        List<Property> dimensions,
        List<String> droneDimensions,
        Span recipeAt) {

    /// Work whose recipe stands in no file.
    public Work(
            @Nullable String recipe,
            @Nullable Command command,
            Duration timeout,
            List<Property> properties,
            List<Property> postsubmitProperties,
            List<Property> dimensions,
            List<String> droneDimensions) {
        this(
                recipe,
                command,
                timeout,
                properties,
                postsubmitProperties,
                dimensions,
                droneDimensions,
                Span.START);
    }

    public Work {
        properties = List.copyOf(properties);
        postsubmitProperties = List.copyOf(postsubmitProperties);
        dimensions = List.copyOf(dimensions);
        droneDimensions = List.copyOf(droneDimensions);
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("a timeout must be positive, was " + timeout);
        }
    }
}
