package dev.muster.config.check;

import dev.muster.config.diagnostic.Code;
import dev.muster.config.diagnostic.Diagnostic;
import dev.muster.config.model.CiConfig;
import dev.muster.config.model.Property;
import dev.muster.config.model.PropertyValue;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Properties whose names have a meaning take values of one type only.
final class ReservedProperties implements Rule {

    private record Demand(Predicate<PropertyValue> holds, String words) {}

    private static final Demand FLAG =
            new Demand(it -> it instanceof PropertyValue.Flag, "true or false");
    private static final Demand LISTING =
            new Demand(
                    it -> it instanceof PropertyValue.Items,
                    "a JSON list, such as '[\"a\", \"b\"]'");
    private static final Map<String, Demand> DEMANDS =
            Map.ofEntries(
                    Map.entry("add_recipes_cq", FLAG),
                    Map.entry("clobber", FLAG),
                    Map.entry("no_goma", FLAG),
                    Map.entry("release_build", FLAG),
                    Map.entry("ignore_flakiness", FLAG),
                    Map.entry("tags", LISTING),
                    Map.entry("dependencies", LISTING),
                    Map.entry("contexts", LISTING),
                    Map.entry("presubmit_max_attempts", whole(1, 10)),
                    Map.entry("test_timeout_secs", whole(1, Integer.MAX_VALUE)),
                    Map.entry(
                            "flakiness_threshold",
                            new Demand(ReservedProperties::isShare, "a number from 0 to 1")),
                    Map.entry(
                            "scheduling_policy",
                            new Demand(
                                    it ->
                                            it.equals(new PropertyValue.Text("guaranteed"))
                                                    || it.equals(new PropertyValue.Text("batch")),
                                    "'guaranteed' or 'batch'")));

    private static Demand whole(long least, long most) {
        return new Demand(
                it ->
                        it instanceof PropertyValue.Whole(var value)
                                && value >= least
                                && value <= most,
                most == Integer.MAX_VALUE
                        ? "a whole number from " + least
                        : "a whole number from %d to %d".formatted(least, most));
    }

    private static boolean isShare(PropertyValue value) {
        return switch (value) {
            case PropertyValue.Whole(var whole) -> whole == 0 || whole == 1;
            case PropertyValue.Decimal(var decimal) -> decimal >= 0 && decimal <= 1;
            default -> false;
        };
    }

    @Override
    public void check(CiConfig config, CheckContext context, Consumer<Diagnostic> report) {
        config.platforms().values().forEach(it -> check(config, it.properties(), report));
        for (var target : config.targets()) {
            check(config, target.work().properties(), report);
            check(config, target.work().postsubmitProperties(), report);
        }
    }

    private static void check(
            CiConfig config, List<Property> properties, Consumer<Diagnostic> report) {
        for (var property : properties) {
            var demand = DEMANDS.get(property.name());
            if (demand != null && !demand.holds.test(property.value()) && !isBrokenJson(property)) {
                report.accept(
                        Diagnostic.of(
                                Code.BAD_PROPERTY,
                                config.path(),
                                property.at(),
                                "'%s' takes %s, and this is '%s'"
                                        .formatted(property.name(), demand.words, shown(property)),
                                null));
            }
        }
    }

    /// The reader has said so already.
    private static boolean isBrokenJson(Property property) {
        return property.value() instanceof PropertyValue.Text
                && (property.written().startsWith("[") || property.written().startsWith("{"));
    }

    private static String shown(Property property) {
        var written = property.written().replaceAll("\\p{Cntrl}+", " ");
        return written.length() <= 60 ? written : written.substring(0, 60) + "…";
    }
}
