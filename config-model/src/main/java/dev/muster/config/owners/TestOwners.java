package dev.muster.config.owners;

import dev.muster.config.model.CiConfig;
import dev.muster.config.model.Property;
import dev.muster.config.model.PropertyValue;
import dev.muster.config.model.Target;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// `TESTOWNERS` as Flutter's repository has it: sections by what kind of test it is. Names are
/// compared whole, headings may stand in any order, and every team is taken.
final class TestOwners {

    private static final int MOST_LINES = 20_000;

    /// The kinds of tests, by a tag of the target and a word of the heading.
    private enum Section {
        FIREBASE("firebaselab", "firebase"),
        SHARD("shard", "shard"),
        DEVICE_LAB("devicelab", "devicelab"),
        HOST_ONLY("hostonly", "hostonly");

        private final String tag;
        private final String word;

        Section(String tag, String word) {
            this.tag = tag;
            this.word = word;
        }

        static @Nullable Section of(String heading) {
            var letters = heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
            for (var section : values()) {
                if (letters.contains(section.word)) {
                    return section;
                }
            }
            return null;
        }
    }

    /// Owners by name in each section.
    private final Map<Section, Map<String, List<String>>> sections;

    private TestOwners(Map<Section, Map<String, List<String>>> sections) {
        this.sections = sections;
    }

    static TestOwners parse(String text) {
        var sections = new EnumMap<Section, Map<String, List<String>>>(Section.class);
        Section now = null;
        var names = new ArrayList<String>();
        for (var line : text.lines().limit(MOST_LINES).map(String::strip).toList()) {
            if (line.startsWith("##")) {
                now = Section.of(line);
                names.clear();
            } else if (now != null && !line.isEmpty()) {
                read(line, now, names, sections.computeIfAbsent(now, _ -> new HashMap<>()));
            }
        }
        return new TestOwners(sections);
    }

    private static void read(
            String line, Section section, List<String> names, Map<String, List<String>> into) {
        var comment = line.startsWith("#");
        var words = List.of(line.replaceFirst("^#\\s*", "").split("\\s+"));
        var owners = words.stream().filter(it -> it.startsWith("@")).toList();
        var first = words.getFirst();
        switch (section) {
            case SHARD -> {
                if (!owners.isEmpty()) {
                    into.putIfAbsent(first, owners);
                }
            }
            case HOST_ONLY -> {
                if (comment) {
                    names.add(String.join(" ", words));
                } else {
                    names.forEach(it -> into.putIfAbsent(it, owners));
                    names.clear();
                }
            }
            case FIREBASE, DEVICE_LAB -> {
                if (!comment && !owners.isEmpty()) {
                    into.putIfAbsent(first.substring(first.lastIndexOf('/') + 1), owners);
                }
            }
        }
    }

    List<String> of(CiConfig config, Target target) {
        if (sections.isEmpty()) {
            return List.of();
        }
        var tags = texts(find("tags", config, target));
        for (var section : Section.values()) {
            if (tags.contains(section.tag)) {
                return of(section, config, target);
            }
        }
        return List.of();
    }

    private List<String> of(Section section, CiConfig config, Target target) {
        var names = sections.getOrDefault(section, Map.of());
        var name = target.name().value();
        var key = name.substring(name.indexOf(' ') + 1);
        return switch (section) {
            case HOST_ONLY -> names.getOrDefault(name, List.of());
            case FIREBASE -> names.getOrDefault(key, List.of());
            // One shard of several has a number behind the name that they share.
            case SHARD ->
                    names.getOrDefault(
                            key,
                            names.getOrDefault(
                                    key.replaceFirst("_\\d+(_last|_\\d+)?$", ""), List.of()));
            case DEVICE_LAB -> {
                var task = texts(find("task_name", config, target));
                yield task.isEmpty()
                        ? List.of()
                        : names.getOrDefault(task.getFirst() + ".dart", List.of());
            }
        };
    }

    private static List<String> texts(@Nullable Property property) {
        if (property == null) {
            return List.of();
        }
        return switch (property.value()) {
            case PropertyValue.Text(var text) -> List.of(text);
            case PropertyValue.Items(var items) ->
                    items.stream()
                            .filter(PropertyValue.Text.class::isInstance)
                            .map(it -> ((PropertyValue.Text) it).value())
                            .toList();
            case PropertyValue.Flag _,
                    PropertyValue.Whole _,
                    PropertyValue.Decimal _,
                    PropertyValue.Entries _,
                    PropertyValue.Nothing _ ->
                    List.of();
        };
    }

    private static @Nullable Property find(String name, CiConfig config, Target target) {
        var own = find(name, target.work().properties());
        var platform = config.platforms().get(target.platform());
        return own != null || platform == null ? own : find(name, platform.properties());
    }

    private static @Nullable Property find(String name, List<Property> properties) {
        return properties.stream().filter(it -> it.name().equals(name)).findFirst().orElse(null);
    }
}
