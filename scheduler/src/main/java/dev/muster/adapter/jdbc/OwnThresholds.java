package dev.muster.adapter.jdbc;

import dev.muster.config.model.Property;
import dev.muster.config.model.PropertyValue;
import dev.muster.config.model.Target;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// What a target says about how its flakes are judged.
final class OwnThresholds {

    private OwnThresholds() {}

    /// Its `flakiness_threshold`; null where it has none between 0 and 1.
    static @Nullable Double flakeRate(Target target) {
        return property(target, "flakiness_threshold")
                .map(OwnThresholds::number)
                .filter(rate -> rate > 0 && rate < 1)
                .orElse(null);
    }

    /// Whether it says `ignore_flakiness`.
    static boolean ignored(Target target) {
        return property(target, "ignore_flakiness")
                .filter(
                        value ->
                                switch (value) {
                                    case PropertyValue.Flag(var yes) -> yes;
                                    case PropertyValue.Text(var text) ->
                                            text.equalsIgnoreCase("true");
                                    case PropertyValue.Whole _,
                                            PropertyValue.Decimal _,
                                            PropertyValue.Items _,
                                            PropertyValue.Entries _,
                                            PropertyValue.Nothing _ ->
                                            false;
                                })
                .isPresent();
    }

    private static Optional<PropertyValue> property(Target target, String name) {
        return target.work().properties().stream()
                .filter(it -> it.name().equals(name))
                .map(Property::value)
                .findFirst();
    }

    private static double number(PropertyValue value) {
        return switch (value) {
            case PropertyValue.Decimal(var number) -> number;
            case PropertyValue.Whole(var number) -> number;
            case PropertyValue.Text(var text) -> parsed(text);
            case PropertyValue.Flag _,
                    PropertyValue.Items _,
                    PropertyValue.Entries _,
                    PropertyValue.Nothing _ ->
                    0;
        };
    }

    private static double parsed(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException notOne) {
            return 0;
        }
    }
}
