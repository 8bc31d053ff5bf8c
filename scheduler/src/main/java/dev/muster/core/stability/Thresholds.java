package dev.muster.core.stability;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What somebody wants otherwise than usual of how targets are judged. Written as words such as
/// `stability=strict promotion_runs=60`.
///
/// @param preset `default` or `strict`; empty where none is named
/// @param values the single numbers, which go before the preset's
public record Thresholds(String preset, Map<Threshold, Double> values) {

    /// The word by which a preset is set.
    public static final String PRESET = "stability";

    /// The names of the presets.
    public static final List<String> PRESETS = List.of("default", "strict");

    /// As usual.
    public static final Thresholds NONE = new Thresholds("", Map.of());

    public Thresholds {
        var copy = new EnumMap<Threshold, Double>(Threshold.class);
        copy.putAll(values);
        values = Collections.unmodifiableMap(copy);
    }

    /// All words that set something.
    public static List<String> words() {
        return Stream.concat(Stream.of(PRESET), Stream.of(Threshold.values()).map(Threshold::word))
                .toList();
    }

    /// Why a word cannot have a value: what it takes instead.
    public static Optional<String> fault(String word, String value) {
        if (word.equals(PRESET)) {
            return PRESETS.contains(value) ? Optional.empty() : Optional.of("default or strict");
        }
        var threshold =
                Threshold.of(word)
                        .orElseThrow(() -> new IllegalArgumentException("no threshold: " + word));
        return threshold.takes(number(value)) ? Optional.empty() : Optional.of(threshold.takes());
    }

    /// NaN where it is no plain number.
    private static double number(String value) {
        return value.matches("[0-9]{0,9}(\\.[0-9]{1,9})?") && !value.isEmpty()
                ? Double.parseDouble(value)
                : Double.NaN;
    }

    /// The same with one more word.
    ///
    /// @throws IllegalArgumentException where the word cannot have the value
    public Thresholds with(String word, String value) {
        fault(word, value)
                .ifPresent(
                        it -> {
                            throw new IllegalArgumentException(
                                    "%s takes %s, and is '%s'".formatted(word, it, value));
                        });
        if (word.equals(PRESET)) {
            return new Thresholds(value, values);
        }
        var more = new EnumMap<Threshold, Double>(Threshold.class);
        more.putAll(values);
        more.put(Threshold.of(word).orElseThrow(), number(value));
        return new Thresholds(preset, more);
    }

    /// Those of a text of [#text].
    ///
    /// @throws IllegalArgumentException where the text is none
    public static Thresholds of(String text) {
        var thresholds = NONE;
        for (var word : text.isEmpty() ? new String[0] : text.split(" ")) {
            var parts = word.split("=", 2);
            thresholds = thresholds.with(parts[0], parts.length == 2 ? parts[1] : "");
        }
        return thresholds;
    }

    /// The words, always in the same order; empty where all is as usual.
    public String text() {
        var words = new ArrayList<String>();
        if (!preset.isEmpty()) {
            words.add(PRESET + "=" + preset);
        }
        values.forEach((which, value) -> words.add(which.word() + "=" + plain(value)));
        return String.join(" ", words);
    }

    private static String plain(double value) {
        return java.math.BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    /// These, and where they say nothing, what lies below.
    public Thresholds over(Thresholds below) {
        if (!preset.isEmpty()) {
            return this;
        }
        var both = new EnumMap<Threshold, Double>(Threshold.class);
        both.putAll(below.values);
        both.putAll(values);
        return new Thresholds(below.preset, both);
    }

    /// What is usual, changed as it is wanted.
    public StabilityPolicy over(StabilityPolicy usual) {
        var policy =
                switch (preset) {
                    case "strict" -> StabilityPolicy.STRICT;
                    case "default" -> StabilityPolicy.DEFAULT;
                    default -> usual;
                };
        for (var it : values.entrySet()) {
            policy = policy.with(it.getKey(), it.getValue());
        }
        // Who asks for few runs does not ask for more commits than that.
        return values.containsKey(Threshold.PROMOTION_COMMITS)
                ? policy
                : policy.with(
                        Threshold.PROMOTION_COMMITS,
                        Math.min(policy.promotionCommits(), policy.promotionRuns()));
    }
}
