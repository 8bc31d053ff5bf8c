package dev.muster.config.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a property or dimension says, after its text was read by the rules of the language.
public sealed interface PropertyValue {

    /// @param value as it stands
    record Text(String value) implements PropertyValue {}

    /// @param value `true` or `false`
    record Flag(boolean value) implements PropertyValue {}

    /// @param value any integer that fits 64 bits; others stay text
    record Whole(long value) implements PropertyValue {}

    /// @param value any finite decimal whose text survives reading and writing
    record Decimal(double value) implements PropertyValue {}

    /// @param items in order
    record Items(List<PropertyValue> items) implements PropertyValue {
        public Items {
            items = List.copyOf(items);
        }
    }

    /// @param entries in the author's order
    record Entries(Map<String, PropertyValue> entries) implements PropertyValue {
        public Entries {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }
    }

    /// An explicit null inside JSON text.
    record Nothing() implements PropertyValue {}
}
