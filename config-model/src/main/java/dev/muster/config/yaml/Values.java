package dev.muster.config.yaml;

import dev.muster.config.diagnostic.Code;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Nodes to the values that keys take; a node of another type is reported.
///
/// @param faults where to report
record Values(Faults faults) {

    private static final int LONGEST_EXCERPT = 60;

    static boolean isNothing(Node node) {
        return node instanceof Node.Scalar scalar
                && CoreSchema.typeOf(scalar) == CoreSchema.Type.NOTHING;
    }

    /// The author's text, short enough for a sentence and on one line.
    static String excerpt(String text) {
        var line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= LONGEST_EXCERPT ? line : line.substring(0, LONGEST_EXCERPT) + "…";
    }

    Optional<Boolean> flag(String key, Node node) {
        if (node instanceof Node.Scalar scalar
                && CoreSchema.typeOf(scalar) == CoreSchema.Type.FLAG) {
            return Optional.of(CoreSchema.isTrue(scalar));
        }
        var quoted =
                node instanceof Node.Scalar scalar
                        && scalar.text().matches("(?i)true|false|yes|no|on|off");
        wrong(key, node, "true or false", quoted ? "write true or false without quotes" : null);
        return Optional.empty();
    }

    Optional<Node.Scalar> text(String key, Node node) {
        if (node instanceof Node.Scalar scalar) {
            return Optional.of(scalar);
        }
        wrong(key, node, "text", null);
        return Optional.empty();
    }

    Optional<Integer> whole(String key, Node node) {
        if (node instanceof Node.Scalar scalar && scalar.text().matches("-?[0-9]{1,9}")) {
            return Optional.of(Integer.parseInt(scalar.text()));
        }
        wrong(key, node, "a whole number", null);
        return Optional.empty();
    }

    List<Node.Scalar> texts(String key, Node node, boolean singleToo) {
        if (node instanceof Node.Scalar scalar && singleToo) {
            return List.of(scalar);
        }
        if (!(node instanceof Node.Listing listing)) {
            wrong(
                    key,
                    node,
                    "a list of texts",
                    node instanceof Node.Scalar ? "put it into brackets: [ … ]" : null);
            return List.of();
        }
        var texts = new ArrayList<Node.Scalar>();
        for (var item : listing.items()) {
            if (item instanceof Node.Scalar scalar && !isNothing(scalar)) {
                texts.add(scalar);
            } else {
                wrong("an entry of " + key, item, "text", null);
            }
        }
        return texts;
    }

    Map<Node.Scalar, Node.Scalar> properties(String key, Node node) {
        var properties = new LinkedHashMap<Node.Scalar, Node.Scalar>();
        switch (node) {
            case Node.Mapping map -> map.entries().forEach(it -> property(key, it, properties));
            case Node.Listing listing ->
                    listing.items().forEach(it -> singleEntry(key, it, properties));
            case Node.Scalar scalar -> wrong(key, scalar, "a map", null);
        }
        return properties;
    }

    private void singleEntry(String key, Node item, Map<Node.Scalar, Node.Scalar> properties) {
        if (item instanceof Node.Mapping map && map.entries().size() == 1) {
            property(key, map.entries().getFirst(), properties);
        } else {
            wrong("an entry of " + key, item, "one 'name: value'", null);
        }
    }

    private void property(String key, Node.Entry entry, Map<Node.Scalar, Node.Scalar> properties) {
        var name = entry.key().text();
        if (name.startsWith("x-")) {
            return;
        }
        if (!(entry.value() instanceof Node.Scalar value) || isNothing(value)) {
            wrong(
                    key + "." + excerpt(name),
                    entry.value(),
                    "text, a number or a boolean",
                    isNothing(entry.value())
                            ? "for an empty text write ''"
                            : "lists and maps are written as JSON text: '[\"a\", \"b\"]'");
            return;
        }
        var first = properties.keySet().stream().filter(it -> it.text().equals(name)).findFirst();
        if (first.isPresent()) {
            faults.add(
                    Code.DUPLICATE_KEY,
                    entry.key().at(),
                    "the key '%s' stands here for the second time; the first is in line %d"
                            .formatted(excerpt(name), first.get().at().line()),
                    "keep one of them");
            return;
        }
        properties.put(entry.key(), value);
    }

    void wrong(String key, Node node, String wanted, @Nullable String hint) {
        var found =
                node instanceof Node.Scalar scalar && !isNothing(scalar)
                        ? "%s ('%s')".formatted(scalar.kind(), excerpt(scalar.text()))
                        : node.kind();
        faults.add(
                Code.WRONG_TYPE,
                node.at(),
                "%s takes %s, and this is %s".formatted(quoted(key), wanted, found),
                hint);
    }

    private static String quoted(String key) {
        return key.startsWith("an entry of ")
                ? "an entry of '" + key.substring("an entry of ".length()) + "'"
                : "'" + key + "'";
    }
}
