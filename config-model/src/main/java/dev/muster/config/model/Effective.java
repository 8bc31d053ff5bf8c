package dev.muster.config.model;

import dev.muster.config.model.PropertyValue.Entries;
import dev.muster.config.model.PropertyValue.Items;
import dev.muster.config.model.PropertyValue.Text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What holds for a target once its platform's entries and its own are laid over each other.
public final class Effective {

    /// Properties that the service owns; written in a file they are dropped.
    public static final Set<String> OWNED = Set.of("git_url", "git_ref", "bringup");

    private static final List<String> DIMENSIONS_FROM_PROPERTIES =
            List.of("os", "device_os", "device_type", "mac_model", "cores", "cpu");
    private static final String DEPENDENCIES = "dependencies";
    private static final Map<String, String> WELL_KNOWN_RUNNERS =
            Map.of("linux", "ubuntu-latest", "mac", "macos-latest", "windows", "windows-latest");

    private Effective() {}

    /// Where an effective entry comes from.
    public enum Origin {
        /// the platform's `properties` or `dimensions`
        PLATFORM,
        /// the target's `recipe`
        RECIPE,
        /// the target's own map
        TARGET,
        /// the target's `postsubmit_properties`
        POSTSUBMIT,
        /// a dimension taken from the property of its name
        PROPERTY
    }

    /// @param property the entry
    /// @param origin where it comes from
    public record Entry(Property property, Origin origin) {}

    /// The properties of a target by name, lowest precedence first: the platform's, the recipe, the
    /// target's, in postsubmit its `postsubmit_properties`. `dependencies` merges entry by entry;
    /// all else replaces.
    public static Map<String, Entry> properties(
            CiConfig config, Target target, boolean postsubmit) {
        var merged = new LinkedHashMap<String, Entry>();
        var platform = config.platforms().get(target.platform());
        if (platform != null) {
            platform.properties().forEach(it -> lay(merged, it, Origin.PLATFORM));
        }
        var recipe = target.work().recipe();
        if (recipe != null) {
            lay(
                    merged,
                    new Property("recipe", new Text(recipe), recipe, target.work().recipeAt()),
                    Origin.RECIPE);
        }
        target.work().properties().forEach(it -> lay(merged, it, Origin.TARGET));
        if (postsubmit) {
            target.work().postsubmitProperties().forEach(it -> lay(merged, it, Origin.POSTSUBMIT));
        }
        OWNED.forEach(merged::remove);
        return merged;
    }

    /// The demands on the runner by name, lowest precedence first: the platform's, those named like
    /// a property (`os`, `cores`, …), the target's.
    public static Map<String, Entry> dimensions(
            CiConfig config, Target target, boolean postsubmit) {
        var merged = new LinkedHashMap<String, Entry>();
        var platform = config.platforms().get(target.platform());
        if (platform != null) {
            platform.dimensions()
                    .forEach(it -> merged.put(it.name(), new Entry(it, Origin.PLATFORM)));
        }
        var properties = properties(config, target, postsubmit);
        for (var name : DIMENSIONS_FROM_PROPERTIES) {
            var entry = properties.get(name);
            if (entry != null) {
                merged.put(name, new Entry(entry.property(), Origin.PROPERTY));
            }
        }
        target.work()
                .dimensions()
                .forEach(it -> merged.put(it.name(), new Entry(it, Origin.TARGET)));
        return merged;
    }

    /// The labels of the runner: the platform's, else the service's for it, else the well-known
    /// one. Empty where none can be derived.
    public static List<String> runsOn(
            CiConfig config, Target target, Map<String, List<String>> settings) {
        var name = target.platform();
        var platform = config.platforms().get(name);
        if (platform != null && !platform.runsOn().isEmpty()) {
            return platform.runsOn();
        }
        var labels = settings.getOrDefault(name, List.of());
        if (!labels.isEmpty()) {
            return labels;
        }
        var known = WELL_KNOWN_RUNNERS.get(name);
        return known == null ? List.of() : List.of(known);
    }

    /// How many executions a presubmit task may have in all: `presubmit_max_attempts`, 1 to 10,
    /// else 1.
    public static int maxAttempts(Map<String, Entry> properties) {
        var entry = properties.get("presubmit_max_attempts");
        return entry != null
                        && entry.property().value() instanceof PropertyValue.Whole(var attempts)
                ? (int) Math.clamp(attempts, 1, 10)
                : 1;
    }

    private static void lay(Map<String, Entry> merged, Property property, Origin origin) {
        var below = merged.get(property.name());
        if (below != null && property.name().equals(DEPENDENCIES)) {
            merged.put(DEPENDENCIES, new Entry(joined(below.property(), property), origin));
        } else {
            merged.put(property.name(), new Entry(property, origin));
        }
    }

    private static Property joined(Property below, Property above) {
        if (!(below.value() instanceof Items(var lower))
                || !(above.value() instanceof Items(var upper))) {
            return above;
        }
        var byName = new LinkedHashMap<String, PropertyValue>();
        lower.forEach(it -> byName.put(dependency(it), it));
        upper.forEach(it -> byName.put(dependency(it), it));
        var joined = new Items(new ArrayList<>(byName.values()));
        return new Property(above.name(), joined, above.written(), above.at());
    }

    private static String dependency(PropertyValue item) {
        return item instanceof Entries(var entries)
                        && entries.get("dependency") instanceof Text(var name)
                ? name
                : item.toString();
    }
}
