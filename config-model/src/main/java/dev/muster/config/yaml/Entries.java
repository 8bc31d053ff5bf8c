package dev.muster.config.yaml;

import dev.muster.config.diagnostic.Code;
import dev.muster.config.diagnostic.Excerpt;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The entries of one map, gathered: keys are scalars, and each stands once.
final class Entries {

    /// Most maps are small, and looking through so few is quicker than hashing.
    private static final int FEW = 12;

    private final List<Node.Entry> entries = new ArrayList<>();
    private final Faults faults;
    private @Nullable Map<String, Node.Scalar> byKey;

    Entries(Faults faults) {
        this.faults = faults;
    }

    List<Node.Entry> entries() {
        return entries;
    }

    void add(Node key, Node value) {
        if (!(key instanceof Node.Scalar scalar)) {
            faults.add(
                    Code.WRONG_TYPE,
                    key.at(),
                    "a key must be text, and this one is " + key.kind(),
                    null);
        } else if (scalar.plain() && scalar.text().equals("<<")) {
            faults.add(
                    Code.YAML_SYNTAX,
                    key.at(),
                    "merge keys ('<<') are not part of the language",
                    "write the entries out, or alias a whole value");
        } else {
            var first = find(scalar.text());
            if (first == null) {
                keep(scalar, value);
            } else {
                faults.add(
                        Code.DUPLICATE_KEY,
                        key.at(),
                        "the key '%s' stands here for the second time; the first is in line %d"
                                .formatted(Excerpt.of(scalar.text()), first.at().line()),
                        "keep one of them");
            }
        }
    }

    private void keep(Node.Scalar key, Node value) {
        entries.add(new Node.Entry(key, value));
        if (byKey != null) {
            byKey.put(key.text(), key);
        } else if (entries.size() > FEW) {
            var map = new HashMap<String, Node.Scalar>();
            entries.forEach(it -> map.put(it.key().text(), it.key()));
            byKey = map;
        }
    }

    private Node.@Nullable Scalar find(String text) {
        if (byKey != null) {
            return byKey.get(text);
        }
        for (var entry : entries) {
            if (entry.key().text().equals(text)) {
                return entry.key();
            }
        }
        return null;
    }
}
