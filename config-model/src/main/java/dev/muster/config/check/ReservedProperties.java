package dev.muster.config.check;

import dev.muster.config.diagnostic.Code;
import dev.muster.config.diagnostic.Diagnostic;
import dev.muster.config.diagnostic.Excerpt;
import dev.muster.config.model.CiConfig;
import dev.muster.config.model.Property;
import dev.muster.config.model.PropertyValue;
import dev.muster.config.model.PropertyValue.Entries;
import dev.muster.config.model.PropertyValue.Items;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Properties whose names have a meaning take values of one type only.
final class ReservedProperties implements PropertyRule {

    private record Demand(Predicate<PropertyValue> holds, String words) {}

    private static final Demand FLAG =
            new Demand(it -> it instanceof PropertyValue.Flag, "true or false");
    private static final Demand SCALAR =
            new Demand(it -> !(it instanceof Items) && !(it instanceof Entries), "text");
    private static final Demand LISTING =
            new Demand(it -> it instanceof Items, "a JSON list, such as '[\"a\", \"b\"]'");
    private static final Demand TEXTS =
            new Demand(
                    it -> it instanceof Items(var items) && items.stream().allMatch(SCALAR.holds),
                    "a JSON list of texts, such as '[\"a\", \"b\"]'");
    private static final Demand MAP =
            new Demand(it -> it instanceof Entries, "a JSON map, such as '{\"a\": \"b\"}'");
    private static final Demand DEPENDENCIES =
            new Demand(
                    it ->
                            it instanceof Items(var items)
                                    && items.stream().allMatch(ReservedProperties::isDependency),
                    "a JSON list of entries like '{\"dependency\": \"…\", \"version\": \"…\"}'");
    private static final Map<String, Demand> DEMANDS = demands();

    private static Map<String, Demand> demands() {
        var demands = new HashMap<String, Demand>();
        List.of("add_recipes_cq", "clobber", "no_goma", "release_build", "ignore_flakiness")
                .forEach(it -> demands.put(it, FLAG));
        List.of("cache_name", "config_name", "cores", "device_type", "os", "shard", "task_name")
                .forEach(it -> demands.put(it, SCALAR));
        List.of("tags", "drone_dimensions").forEach(it -> demands.put(it, TEXTS));
        List.of("cache_paths", "contexts", "ignore_cache_paths", "subshards")
                .forEach(it -> demands.put(it, LISTING));
        List.of("gclient_variables", "$flutter/osx_sdk").forEach(it -> demands.put(it, MAP));
        demands.put("dependencies", DEPENDENCIES);
        demands.put("presubmit_max_attempts", whole(1, 10));
        demands.put("test_timeout_secs", whole(1, Integer.MAX_VALUE));
        demands.put(
                "flakiness_threshold",
                new Demand(ReservedProperties::isShare, "a number from 0 to 1"));
        List.of("promotion_runs", "promotion_commits", "watch_runs", "watch_commits")
                .forEach(it -> demands.put(it, whole(1, 400)));
        demands.put("broken_runs", whole(1, 50));
        List.of("promotion_confidence", "watch_confidence", "quarantine_confidence")
                .forEach(
                        it ->
                                demands.put(
                                        it,
                                        new Demand(
                                                ReservedProperties::isInner,
                                                "a number between 0 and 1")));
        demands.put(
                "stability",
                new Demand(
                        it ->
                                it.equals(new PropertyValue.Text("default"))
                                        || it.equals(new PropertyValue.Text("strict")),
                        "'default' or 'strict'"));
        demands.put(
                "scheduling_policy",
                new Demand(
                        it ->
                                it.equals(new PropertyValue.Text("guaranteed"))
                                        || it.equals(new PropertyValue.Text("batch")),
                        "'guaranteed' or 'batch'"));
        return Collections.unmodifiableMap(demands);
    }

    private static boolean isDependency(PropertyValue item) {
        return item instanceof Entries(var entries)
                && entries.get("dependency") instanceof PropertyValue.Text
                && (!entries.containsKey("version") || isVersion(entries.get("version")));
    }

    private static boolean isVersion(@Nullable PropertyValue version) {
        return version != null && !(version instanceof Items) && !(version instanceof Entries);
    }

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

    private static boolean isInner(PropertyValue value) {
        return switch (value) {
            case PropertyValue.Decimal(var decimal) -> decimal > 0 && decimal < 1;
            case PropertyValue.Text(var text) ->
                    text.matches("0?\\.[0-9]{1,9}") && text.matches(".*[1-9].*");
            default -> false;
        };
    }

    private static boolean isShare(PropertyValue value) {
        return switch (value) {
            case PropertyValue.Whole(var whole) -> whole == 0 || whole == 1;
            case PropertyValue.Decimal(var decimal) -> decimal >= 0 && decimal <= 1;
            // a number all the same, kept as text since its last digit would be lost: 0.10
            case PropertyValue.Text(var text) -> text.matches("0?\\.[0-9]{1,9}|[01]\\.0{1,9}");
            default -> false;
        };
    }

    @Override
    public void check(CiConfig config, Property property, Consumer<Diagnostic> report) {
        var demand = DEMANDS.get(property.name());
        if (demand != null && !demand.holds.test(property.value()) && !isBrokenJson(property)) {
            report.accept(
                    Diagnostic.of(
                            Code.BAD_PROPERTY,
                            config.path(),
                            property.at(),
                            "'%s' takes %s, and this is '%s'"
                                    .formatted(
                                            property.name(),
                                            demand.words,
                                            Excerpt.of(property.written())),
                            null));
        }
    }

    /// The reader has said so already.
    private static boolean isBrokenJson(Property property) {
        return property.value() instanceof PropertyValue.Text
                && (property.written().startsWith("[") || property.written().startsWith("{"));
    }
}
