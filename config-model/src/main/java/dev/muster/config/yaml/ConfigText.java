package dev.muster.config.yaml;

import dev.muster.config.diagnostic.Code;
import dev.muster.config.diagnostic.Diagnostic;
import dev.muster.config.diagnostic.Excerpt;
import dev.muster.config.model.CiConfig;
import dev.muster.config.model.Platform;
import dev.muster.config.model.Span;
import dev.muster.config.model.Target;
import dev.muster.config.yaml.Key.Where;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The text of a configuration, as far as it can be read: the values, and what is wrong with the
/// text.
///
/// @param config what could be read; null where the text is no map at all
/// @param diagnostics what the text itself is faulted for; rules over the values come on top
public record ConfigText(@Nullable CiConfig config, List<Diagnostic> diagnostics) {

    private static final int MOST_TARGETS = 20_000;

    /// What cannot be said of a text that breaks off.
    private static final Set<Code> OF_WHAT_IS_MISSING =
            Set.of(Code.NO_TARGETS, Code.NO_BRANCHES, Code.MISSING_NAME);

    public ConfigText {
        diagnostics = List.copyOf(diagnostics);
    }

    /// Reads a text. Never throws for what it contains.
    ///
    /// @param path how diagnostics name the file
    public static ConfigText read(String path, byte[] bytes) {
        var faults = new Faults(path);
        var text = SourceText.decode(bytes, faults).orElse(null);
        if (text == null) {
            return new ConfigText(null, faults.found());
        }
        var tree = NodeReader.read(text, faults);
        var config = config(tree, faults);
        if (!tree.whole()) {
            faults.forget(OF_WHAT_IS_MISSING);
        }
        return new ConfigText(tree.whole() ? config : null, faults.found());
    }

    private static @Nullable CiConfig config(Tree tree, Faults faults) {
        var root = tree.root();
        if (root instanceof Node.Mapping map) {
            return config(map, faults);
        }
        if (root == null || Values.isNothing(root)) {
            faults.add(
                    Code.NO_TARGETS,
                    Span.START,
                    "the file is empty",
                    "see ci.yaml.example for a start");
        } else {
            new Values(faults).wrong("the file", root, "a map of keys", "see ci.yaml.example");
        }
        return null;
    }

    private static @Nullable CiConfig config(Node.Mapping map, Faults faults) {
        var values = new Values(faults);
        var version = version(map, values);
        if (version > KeyTable.NEWEST_VERSION) {
            return null;
        }
        var fields = Fields.of(map, Where.TOP, version, values);
        var branches = values.patterns().branches(fields.texts("enabled_branches"));
        if (!fields.has("enabled_branches")
                || emptyListing(fields.node("enabled_branches").orElse(null))) {
            faults.add(
                    Code.NO_BRANCHES,
                    fields.at("enabled_branches"),
                    "the file enables no branch, so no target would ever run",
                    "write 'enabled_branches: [main]'");
        }
        var platforms = platforms(fields, version, values);
        var targets = targets(fields, version, values);
        return new CiConfig(faults.path(), version, branches, platforms, targets);
    }

    private static int version(Node.Mapping map, Values values) {
        for (var entry : map.entries()) {
            var key = KeyTable.in(Where.TOP).get(entry.key().text());
            if (key != null
                    && key.name().equals("schema_version")
                    && !Values.isNothing(entry.value())) {
                var version = values.whole("schema_version", entry.value()).orElse(1);
                var written =
                        entry.value() instanceof Node.Scalar scalar
                                ? Excerpt.of(scalar.text())
                                : "";
                if (version < 1 || version > KeyTable.NEWEST_VERSION) {
                    values.faults()
                            .add(
                                    Code.UNSUPPORTED_VERSION,
                                    entry.value().at(),
                                    "the file is written in version %s of the language, and this muster reads versions 1 to %d"
                                            .formatted(written, KeyTable.NEWEST_VERSION),
                                    version < 1
                                            ? "the first version is 1"
                                            : "update muster to one that reads version " + written);
                }
                return Math.max(1, version);
            }
        }
        return 1;
    }

    private static boolean emptyListing(@Nullable Node node) {
        return node instanceof Node.Listing listing && listing.items().isEmpty();
    }

    private static Map<String, Platform> platforms(Fields fields, int version, Values values) {
        var platforms = new LinkedHashMap<String, Platform>();
        var node = fields.node("platform_properties").orElse(null);
        if (node == null) {
            return platforms;
        }
        if (!(node instanceof Node.Mapping map)) {
            values.wrong("platform_properties", node, "a map from platform to its keys", null);
            return platforms;
        }
        for (var entry : map.entries()) {
            var name = entry.key().text();
            if (!name.startsWith("x-")) {
                platforms.put(name, platform(entry, version, values));
            }
        }
        return platforms;
    }

    private static Platform platform(Node.Entry entry, int version, Values values) {
        var name = entry.key().text();
        if (!(entry.value() instanceof Node.Mapping map)) {
            if (!Values.isNothing(entry.value())) {
                values.wrong(
                        Excerpt.of(name),
                        entry.value(),
                        "a map",
                        "its keys are 'properties', 'dimensions', 'runs_on' and 'capacity'");
            }
            return new Platform(name, List.of(), List.of(), List.of(), null, entry.key().at());
        }
        var fields = Fields.of(map, Where.PLATFORM, version, values);
        var capacity = fields.whole("capacity").orElse(null);
        if (capacity != null && capacity < 1) {
            values.faults()
                    .add(
                            Code.WRONG_TYPE,
                            fields.at("capacity"),
                            "'capacity' must be at least 1, and is " + capacity,
                            "leave it out for no bound");
            capacity = null;
        }
        return new Platform(
                name,
                fields.properties("properties"),
                fields.properties("dimensions"),
                fields.textOrTexts("runs_on").stream().map(Node.Scalar::text).toList(),
                capacity,
                entry.key().at());
    }

    private static List<Target> targets(Fields fields, int version, Values values) {
        var node = fields.node("targets").orElse(null);
        if (node == null || emptyListing(node)) {
            values.faults()
                    .add(
                            Code.NO_TARGETS,
                            fields.at("targets"),
                            "the file declares no target",
                            "see ci.yaml.example for a start");
            return List.of();
        }
        if (!(node instanceof Node.Listing listing)) {
            values.wrong("targets", node, "a list of targets", "each begins with '- name: …'");
            return List.of();
        }
        if (listing.items().size() > MOST_TARGETS) {
            values.faults()
                    .add(
                            Code.YAML_LIMIT,
                            fields.at("targets"),
                            "the file declares %,d targets, and at most %,d are read"
                                    .formatted(listing.items().size(), MOST_TARGETS),
                            "split the file");
            return List.of();
        }
        var targets = new ArrayList<Target>();
        for (var item : listing.items()) {
            if (item instanceof Node.Mapping map) {
                TargetText.read(map, version, values).ifPresent(targets::add);
            } else {
                values.wrong("an entry of targets", item, "a map", "begin it with '- name: '");
            }
        }
        return targets;
    }
}
