package dev.muster.config.yaml;

import dev.muster.config.Nearest;
import dev.muster.config.diagnostic.Code;
import dev.muster.config.diagnostic.Excerpt;
import dev.muster.config.model.Property;
import dev.muster.config.model.Span;
import dev.muster.config.yaml.Key.Where;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The entries of one map of the configuration, by key; what does not belong there is reported.
final class Fields {

    private final Map<String, Node> byName = new HashMap<>();
    private final Map<String, Span> keys = new HashMap<>();
    private final Values values;

    private Fields(Values values) {
        this.values = values;
    }

    /// @param version of the language; keys of a later one are reported
    static Fields of(Node.Mapping map, Where where, int version, Values values) {
        var fields = new Fields(values);
        for (var entry : map.entries()) {
            fields.take(entry, where, version);
        }
        return fields;
    }

    private void take(Node.Entry entry, Where where, int version) {
        var written = entry.key().text();
        if (written.startsWith("x-")) {
            return;
        }
        var key = KeyTable.in(where).get(written);
        if (key == null) {
            unknown(entry.key(), where, version);
        } else if (key.since() > version) {
            values.faults()
                    .add(
                            Code.UNKNOWN_KEY,
                            entry.key().at(),
                            "'%s' is a key of version %d of the language"
                                    .formatted(written, key.since()),
                            "write 'schema_version: %d' at the top".formatted(key.since()));
        } else if (keys.putIfAbsent(key.name(), entry.key().at()) != null) {
            values.faults()
                    .add(
                            Code.DUPLICATE_KEY,
                            entry.key().at(),
                            "'%s' is the same key as the one in line %d in its other spelling"
                                    .formatted(
                                            written,
                                            keys.getOrDefault(key.name(), Span.START).line()),
                            "keep one of them");
        } else if (!Values.isNothing(entry.value())) {
            byName.put(key.name(), entry.value());
        }
    }

    private void unknown(Node.Scalar key, Where where, int version) {
        var written = key.text();
        if (where == Where.TARGET && written.equals("recipes")) {
            return;
        }
        var known =
                KeyTable.all().stream()
                        .filter(it -> it.where() == where && it.since() <= version)
                        .map(Key::name)
                        .toList();
        values.faults()
                .add(
                        Code.UNKNOWN_KEY,
                        key.at(),
                        "'%s' is not a key of %s".formatted(Excerpt.of(written), place(where)),
                        Nearest.to(written, known)
                                .map("did you mean '%s'?"::formatted)
                                .orElse("keys of your own begin with 'x-'"));
    }

    private static String place(Where where) {
        return switch (where) {
            case TOP -> "the file's top level";
            case PLATFORM -> "a platform";
            case TARGET -> "a target";
        };
    }

    boolean has(String name) {
        return byName.containsKey(name);
    }

    /// Where the key stands; the start of the file where it does not stand at all.
    Span at(String name) {
        return keys.getOrDefault(name, Span.START);
    }

    Optional<Node> node(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    boolean flag(String name, boolean standard) {
        return node(name).flatMap(it -> values.flag(name, it)).orElse(standard);
    }

    Optional<String> text(String name) {
        return node(name).flatMap(it -> values.text(name, it)).map(Node.Scalar::text);
    }

    Optional<Integer> whole(String name) {
        return node(name).flatMap(it -> values.whole(name, it));
    }

    List<Node.Scalar> texts(String name) {
        return node(name).map(it -> values.texts(name, it, false)).orElse(List.of());
    }

    List<Node.Scalar> textOrTexts(String name) {
        return node(name).map(it -> values.texts(name, it, true)).orElse(List.of());
    }

    List<Property> properties(String name) {
        return node(name).map(it -> values.properties(name, it)).orElse(List.of());
    }
}
