package dev.muster.config.yaml;

import java.util.Locale;

/// One key of the language: what the reader, the JSON Schema and the reference all know of it.
///
/// @param where the map it stands in
/// @param name its snake_case spelling
/// @param type what its value may be
/// @param standard the default, in words
/// @param meaning one or two sentences
/// @param since the first version of the language that has it
public record Key(Where where, String name, Type type, String standard, String meaning, int since) {

    /// The maps of a configuration.
    public enum Where {
        /// the document itself
        TOP,
        /// an entry of `platform_properties`
        PLATFORM,
        /// an entry of `targets`
        TARGET
    }

    /// What a value may be.
    public enum Type {
        /// any scalar, taken as text
        TEXT,
        /// `true` or `false`
        FLAG,
        /// an integer, or its text
        WHOLE,
        /// a list of scalars
        TEXTS,
        /// a scalar or a list of scalars
        TEXT_OR_TEXTS,
        /// a map of scalars, or a list of one-entry maps
        PROPERTIES,
        /// a list of `key=value`, or JSON text of such a list
        DEMANDS,
        /// a map from platform to its own keys
        PLATFORMS,
        /// a list of maps
        TARGETS,
        /// read by a later version of the language
        ANYTHING
    }

    /// The other spelling of the name; the same where it is one word.
    public String camelCase() {
        var camel = new StringBuilder();
        for (var word : name.split("_", -1)) {
            camel.append(
                    camel.isEmpty()
                            ? word
                            : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return camel.toString();
    }
}
