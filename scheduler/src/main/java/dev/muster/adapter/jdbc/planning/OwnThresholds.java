package dev.muster.adapter.jdbc.planning;

import dev.muster.config.model.CiConfig;
import dev.muster.config.model.Effective;
import dev.muster.config.model.Property;
import dev.muster.config.model.PropertyValue;
import dev.muster.core.stability.Thresholds;
import dev.muster.plan.Decision;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/// What a target's properties say about how it is judged; its platform's count too. What no
/// threshold can be is left alone: the reader told its author.
///
/// @param flakeRate its `flakiness_threshold`; null where it has none between 0 and 1
/// @param ignored whether it says `ignore_flakiness`
/// @param others the other thresholds
record OwnThresholds(@Nullable Double flakeRate, boolean ignored, Thresholds others) {

    private static final String FLAKE_RATE = "flakiness_threshold";

    /// @param configs the configurations, the target's among them
    static OwnThresholds of(List<CiConfig> configs, Decision decision) {
        return configs.stream()
                .filter(it -> it.path().equals(decision.config()))
                .findFirst()
                .map(it -> of(Effective.properties(it, decision.target(), true)))
                .orElseGet(() -> new OwnThresholds(null, false, Thresholds.NONE));
    }

    private static OwnThresholds of(Map<String, Effective.Entry> properties) {
        var others = Thresholds.NONE;
        for (var word : Thresholds.words()) {
            var value = text(properties, word);
            if (!word.equals(FLAKE_RATE)
                    && value != null
                    && Thresholds.fault(word, value).isEmpty()) {
                others = others.with(word, value);
            }
        }
        var rate = text(properties, FLAKE_RATE);
        return new OwnThresholds(
                rate != null && Thresholds.fault(FLAKE_RATE, rate).isEmpty()
                        ? Double.valueOf(rate)
                        : null,
                "true".equalsIgnoreCase(text(properties, "ignore_flakiness")),
                others);
    }

    /// A value as its author would write it; null where it has none, or one that is no scalar.
    private static @Nullable String text(Map<String, Effective.Entry> properties, String name) {
        var entry = properties.get(name);
        return entry == null ? null : text(entry.property());
    }

    private static @Nullable String text(Property property) {
        return switch (property.value()) {
            case PropertyValue.Text(var text) -> text;
            case PropertyValue.Whole(var number) -> Long.toString(number);
            case PropertyValue.Decimal(var number) -> BigDecimal.valueOf(number).toPlainString();
            case PropertyValue.Flag(var yes) -> Boolean.toString(yes);
            case PropertyValue.Items _, PropertyValue.Entries _, PropertyValue.Nothing _ -> null;
        };
    }
}
