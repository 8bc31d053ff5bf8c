package dev.muster.config.yaml;

import dev.muster.config.diagnostic.Code;
import dev.muster.config.diagnostic.Excerpt;
import dev.muster.config.diagnostic.Nearest;
import dev.muster.config.model.Property;
import dev.muster.config.model.Span;
import dev.muster.config.yaml.Key.Where;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The entries of one map of the configuration, by key; what does not belong there is reported.
final class Fields {

    /// Few enough that looking through them is quicker than hashing.
    private final List<Field> found;

    private final Values values;

    private record Field(Key key, Span at, @Nullable Node value) {}

    private Fields(Values values, int most) {
        this.values = values;
        this.found = new ArrayList<>(most);
    }

    /// @param version of the language; keys of a later one are reported
    static Fields of(Node.Mapping map, Where where, int version, Values values) {
        var fields = new Fields(values, map.entries().size());
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
        } else if (field(key.name()) != null) {
            values.faults()
                    .add(
                            Code.DUPLICATE_KEY,
                            entry.key().at(),
                            "'%s' is the same key as the one in line %d in its other spelling"
                                    .formatted(written, at(key.name()).line()),
                            "keep one of them");
        } else {
            var value = Values.isNothing(entry.value()) ? null : entry.value();
            found.add(new Field(key, entry.key().at(), value));
        }
    }

    private @Nullable Field field(String name) {
        for (var i = 0; i < found.size(); i++) {
            var field = found.get(i);
            if (field.key.name().equals(name)) {
                return field;
            }
        }
        return null;
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
        return node(name).isPresent();
    }

    /// Where the key stands; the start of the file where it does not stand at all.
    Span at(String name) {
        var field = field(name);
        return field == null ? Span.START : field.at;
    }

    Optional<Node> node(String name) {
        var field = field(name);
        return field == null ? Optional.empty() : Optional.ofNullable(field.value);
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
