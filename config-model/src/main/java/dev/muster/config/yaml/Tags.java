package dev.muster.config.yaml;

import dev.muster.config.diagnostic.Code;
import dev.muster.config.diagnostic.Excerpt;
import dev.muster.config.model.Span;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Explicit tags: those of YAML's core schema, where they fit, and no others.
final class Tags {

    private static final String CORE = "tag:yaml.org,2002:";

    private Tags() {}

    /// A scalar as its tag wants it read: as text, or as if it stood without quotes.
    static Node.Scalar tagged(String tag, String text, Span at, Faults faults) {
        var plain = new Node.Scalar(text, true, at);
        var fits =
                switch (tag) {
                    case "!", CORE + "str" -> true;
                    case CORE + "int" -> CoreSchema.typeOf(plain) == CoreSchema.Type.WHOLE;
                    case CORE + "float" ->
                            List.of(CoreSchema.Type.WHOLE, CoreSchema.Type.DECIMAL)
                                    .contains(CoreSchema.typeOf(plain));
                    case CORE + "bool" -> CoreSchema.typeOf(plain) == CoreSchema.Type.FLAG;
                    case CORE + "null" -> CoreSchema.typeOf(plain) == CoreSchema.Type.NOTHING;
                    default -> false;
                };
        if (!fits) {
            report(tag, at, faults);
        }
        var typed = fits && !tag.equals("!") && !tag.equals(CORE + "str");
        return typed ? plain : new Node.Scalar(text, false, at);
    }

    /// Checks the tag of a list or map.
    ///
    /// @param name of the tag that fits
    static void check(@Nullable String tag, String name, Span at, Faults faults) {
        if (tag != null && !tag.equals("!") && !tag.equals(CORE + name)) {
            report(tag, at, faults);
        }
    }

    private static void report(String tag, Span at, Faults faults) {
        var known = tag.startsWith(CORE) ? "!!" + tag.substring(CORE.length()) : tag;
        faults.add(
                Code.YAML_SYNTAX,
                at,
                "the tag '%s' is not one that YAML's core schema has for this value"
                        .formatted(Excerpt.of(known)),
                "remove the tag");
    }
}
