package dev.muster.config.check;

import dev.muster.config.diagnostic.Code;
import dev.muster.config.diagnostic.Diagnostic;
import dev.muster.config.model.CiConfig;
import dev.muster.config.model.Effective;
import dev.muster.config.model.Property;
import dev.muster.config.model.PropertyValue;
import dev.muster.config.model.Span;
import dev.muster.config.model.Target;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Thresholds that no number of clean runs reaches, since only the newest commits are kept; said
/// once a place.
final class PromotionReach implements Rule {

    private static final String RATE = "flakiness_threshold";
    private static final String CONFIDENCE = "promotion_confidence";
    private static final String PRESET = "stability";

    private static final double USUAL_RATE = 0.02;
    private static final double USUAL_CONFIDENCE = 0.80;
    private static final double STRICT_CONFIDENCE = 0.95;

    /// How many commits are kept.
    private static final int KEPT = 400;

    /// What they weigh with one run on each: the older half counts less and less.
    private static final int WEIGHT = 344;

    /// What is asked of a target.
    ///
    /// @param place where that is written
    /// @param rate the flake rate that it may have
    /// @param confidence how probable that must be
    private record Wish(Span place, double rate, double confidence) {

        private boolean reachable() {
            return believed(rate) >= confidence;
        }

        /// The smallest rate that the same confidence can be had of.
        private double nearest() {
            var low = 0.0;
            var high = 1.0;
            for (var step = 0; step < 40; step++) {
                var middle = (low + high) / 2;
                if (believed(middle) >= confidence) {
                    high = middle;
                } else {
                    low = middle;
                }
            }
            return Math.ceil(high * 1e4) / 1e4;
        }
    }

    /// The probability of at most that flake rate after clean runs alone: the regularised
    /// incomplete beta function at 1/2 and a half more than the runs, which is a sum.
    private static double believed(double rate) {
        var angle = Math.asin(Math.sqrt(rate));
        var term = 1.0;
        var sum = 0.0;
        for (var run = 1; run <= WEIGHT; run++) {
            sum += term;
            term *= (1 - rate) * 2 * run / (2 * run + 1);
        }
        return 2 / Math.PI * (angle + Math.sqrt(rate * (1 - rate)) * sum);
    }

    @Override
    public void check(CiConfig config, CheckContext context, Consumer<Diagnostic> report) {
        var said = new HashSet<Span>();
        for (var target : config.targets()) {
            var wish = wish(Effective.properties(config, target, true));
            if (wish != null && !wish.reachable() && said.add(wish.place())) {
                report.accept(
                        Diagnostic.of(
                                Code.UNREACHABLE_PROMOTION,
                                config.path(),
                                wish.place(),
                                message(target, wish),
                                hint(wish)));
            }
        }
    }

    private static String message(Target target, Wish wish) {
        return String.format(
                Locale.ROOT,
                "'%s' cannot earn a promotion: when all %d runs that are kept are clean, a flake"
                        + " rate of at most %s has the probability %.2f, and it takes %s",
                target.name(),
                KEPT,
                plain(wish.rate()),
                Math.floor(believed(wish.rate()) * 100) / 100,
                plain(wish.confidence()));
    }

    private static @Nullable String hint(Wish wish) {
        var nearest = wish.nearest();
        return nearest < 1
                ? "with '%s: %s' it can".formatted(RATE, plain(nearest))
                : "ask for a lower '%s'".formatted(CONFIDENCE);
    }

    private static String plain(double value) {
        return java.math.BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    /// Null where nothing is asked for that is not usual.
    private static @Nullable Wish wish(Map<String, Effective.Entry> properties) {
        var place =
                Stream.of(RATE, CONFIDENCE, PRESET)
                        .flatMap(it -> Stream.ofNullable(properties.get(it)))
                        .map(it -> it.property().at())
                        .findFirst();
        if (place.isEmpty()) {
            return null;
        }
        var preset = properties.get(PRESET);
        var strict = preset != null && preset.property().written().equals("strict");
        return new Wish(
                place.get(),
                number(properties, RATE, USUAL_RATE),
                number(properties, CONFIDENCE, strict ? STRICT_CONFIDENCE : USUAL_CONFIDENCE));
    }

    /// What is no rate or probability is told by another rule, and counts as the usual here.
    private static double number(
            Map<String, Effective.Entry> properties, String name, double usual) {
        var entry = properties.get(name);
        var value = entry == null ? usual : number(entry.property());
        return value > 0 && value < 1 ? value : usual;
    }

    private static double number(Property property) {
        return switch (property.value()) {
            case PropertyValue.Decimal(var decimal) -> decimal;
            case PropertyValue.Text(var text) when text.matches("0?\\.[0-9]{1,9}") ->
                    Double.parseDouble(text);
            default -> Double.NaN;
        };
    }
}
