package dev.muster.config.yaml;

import com.fasterxml.jackson.core.JsonProcessingException;

import dev.muster.config.diagnostic.Code;
import dev.muster.config.diagnostic.Excerpt;
import dev.muster.config.model.Property;
import dev.muster.config.model.PropertyValue;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Nodes to the values that keys take; a node of another type is reported.
///
/// @param faults where to report
/// @param patterns reads branch and path patterns
/// @param json what JSON texts of properties were read as; the same few stand in a file many times
record Values(Faults faults, PatternText patterns, Map<String, PropertyValue> json) {

    private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]+");

    Values(Faults faults) {
        this(faults, new PatternText(faults), new HashMap<>());
    }

    static boolean isNothing(Node node) {
        return node instanceof Node.Scalar scalar && CoreSchema.isNothing(scalar);
    }

    Optional<Boolean> flag(String key, Node node) {
        if (node instanceof Node.Scalar scalar
                && CoreSchema.typeOf(scalar) == CoreSchema.Type.FLAG) {
            return Optional.of(CoreSchema.isTrue(scalar));
        }
        wrong(key, node, "true or false", flagHint(node));
        return Optional.empty();
    }

    private static @Nullable String flagHint(Node node) {
        if (!(node instanceof Node.Scalar scalar)) {
            return null;
        }
        return switch (scalar.text().toLowerCase(Locale.ROOT)) {
            case "true", "false" -> "write it without quotes";
            case "yes", "on" -> "write true";
            case "no", "off" -> "write false";
            default -> null;
        };
    }

    Optional<Node.Scalar> text(String key, Node node) {
        if (node instanceof Node.Scalar scalar) {
            return Optional.of(scalar);
        }
        wrong(key, node, "text", null);
        return Optional.empty();
    }

    /// An integer or its text; one that no `int` holds becomes the nearest that does.
    Optional<Integer> whole(String key, Node node) {
        if (node instanceof Node.Scalar scalar) {
            var text = scalar.text();
            if (WHOLE.matcher(text).matches()) {
                return Optional.of(nearest(text, 10));
            }
            if (CoreSchema.typeOf(scalar) == CoreSchema.Type.WHOLE) {
                return Optional.of(nearest(text.substring(2), text.charAt(1) == 'x' ? 16 : 8));
            }
        }
        wrong(key, node, "a whole number", null);
        return Optional.empty();
    }

    private static int nearest(String digits, int radix) {
        try {
            return Integer.parseInt(digits, radix);
        } catch (NumberFormatException e) {
            return digits.startsWith("-") ? Integer.MIN_VALUE : Integer.MAX_VALUE;
        }
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

    /// The entries of a map of scalars, or of a list of one-entry maps.
    List<Property> properties(String key, Node node) {
        var properties = new ArrayList<Property>();
        switch (node) {
            case Node.Mapping map ->
                    map.entries().forEach(it -> property(key, it).ifPresent(properties::add));
            case Node.Listing listing -> listed(key, listing, properties);
            case Node.Scalar scalar -> wrong(key, scalar, "a map", null);
        }
        return properties;
    }

    private void listed(String key, Node.Listing listing, List<Property> properties) {
        var first = new HashMap<String, Node.Scalar>();
        for (var item : listing.items()) {
            if (!(item instanceof Node.Mapping map) || map.entries().size() != 1) {
                wrong("an entry of " + key, item, "one 'name: value'", null);
                continue;
            }
            var entry = map.entries().getFirst();
            var other = first.putIfAbsent(entry.key().text(), entry.key());
            if (other == null) {
                property(key, entry).ifPresent(properties::add);
            } else {
                faults.add(
                        Code.DUPLICATE_KEY,
                        entry.key().at(),
                        "the key '%s' stands here for the second time; the first is in line %d"
                                .formatted(Excerpt.of(entry.key().text()), other.at().line()),
                        "keep one of them");
            }
        }
    }

    private Optional<Property> property(String key, Node.Entry entry) {
        var name = entry.key().text();
        if (name.startsWith("x-")) {
            return Optional.empty();
        }
        if (!(entry.value() instanceof Node.Scalar value) || isNothing(value)) {
            wrong(
                    key + "." + Excerpt.of(name),
                    entry.value(),
                    "text, a number or a boolean",
                    isNothing(entry.value())
                            ? "for an empty text write ''"
                            : "lists and maps are written as JSON text: '[\"a\", \"b\"]'");
            return Optional.empty();
        }
        return Optional.of(new Property(name, typed(name, value), value.text(), entry.key().at()));
    }

    private PropertyValue typed(String name, Node.Scalar value) {
        if (CoreSchema.typeOf(value) == CoreSchema.Type.FLAG) {
            return new PropertyValue.Flag(CoreSchema.isTrue(value));
        }
        return value(name, value).orElseGet(() -> new PropertyValue.Text(value.text()));
    }

    /// What a property's text says; nothing where it begins like JSON and is not JSON.
    Optional<PropertyValue> value(String name, Node.Scalar value) {
        var text = value.text();
        if (!PropertyText.isJson(text)) {
            return Optional.of(PropertyText.plain(text));
        }
        var known = json.get(text);
        if (known != null) {
            return Optional.of(known);
        }
        try {
            var read = PropertyText.json(text);
            json.put(text, read);
            return Optional.of(read);
        } catch (IOException e) {
            faults.add(
                    Code.BAD_PROPERTY,
                    value.at(),
                    "the value of '%s' begins like JSON and is not JSON: %s"
                            .formatted(Excerpt.of(name), why(e)),
                    "JSON texts stand in double quotes: '[\"a\", \"b\"]'");
            return Optional.empty();
        }
    }

    private static String why(IOException e) {
        var message =
                e instanceof JsonProcessingException json
                        ? json.getOriginalMessage()
                        : e.getMessage();
        var line = String.valueOf(message).lines().findFirst().orElse("");
        return Excerpt.ofFault(line.replaceAll(", from `[^`]*`", ""));
    }

    void wrong(String key, Node node, String wanted, @Nullable String hint) {
        var found =
                node instanceof Node.Scalar scalar && !isNothing(scalar)
                        ? "%s ('%s')".formatted(scalar.kind(), Excerpt.of(scalar.text()))
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
