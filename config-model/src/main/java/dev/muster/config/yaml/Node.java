package dev.muster.config.yaml;

import dev.muster.config.model.Span;

import java.util.List;

/// A piece of YAML with its place.
sealed interface Node {

    /// Where it stands.
    Span at();

    /// How much text it stands for once its aliases are expanded, in characters.
    int weight();

    /// How many aliases were expanded inside it.
    int aliases();

    /// What it is, in words for people.
    String kind();

    /// @param text the value, unescaped
    /// @param plain whether it was written without quotes, so that the core schema gives it a type
    record Scalar(String text, boolean plain, Span at) implements Node {
        @Override
        public int weight() {
            return text.length();
        }

        @Override
        public int aliases() {
            return 0;
        }

        @Override
        public String kind() {
            return switch (CoreSchema.typeOf(this)) {
                case NOTHING -> "nothing";
                case FLAG -> "a boolean";
                case WHOLE -> "an integer";
                case DECIMAL -> "a number";
                case TEXT -> "text";
            };
        }
    }

    /// @param items in order
    record Listing(List<Node> items, Span at, int weight, int aliases) implements Node {
        @Override
        public String kind() {
            return "a list";
        }
    }

    /// @param entries in order, without a second entry of the same key
    record Mapping(List<Entry> entries, Span at, int weight, int aliases) implements Node {
        @Override
        public String kind() {
            return "a map";
        }
    }

    /// @param key the key
    /// @param value the value
    record Entry(Scalar key, Node value) {}
}
