package dev.muster.config.yaml;

import java.util.regex.Pattern;

/// The core schema of YAML 1.2: which plain scalars are more than text.
final class CoreSchema {

    private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+");
    private static final Pattern DECIMAL =
            Pattern.compile(
                    "[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?"
                            + "|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

    /// The types a scalar can have.
    enum Type {
        /// `null`, `~` or an empty value
        NOTHING,
        /// `true` or `false`
        FLAG,
        /// decimal, octal with `0o`, hexadecimal with `0x`
        WHOLE,
        /// with a point or an exponent
        DECIMAL,
        /// everything else
        TEXT
    }

    private CoreSchema() {}

    static Type typeOf(Node.Scalar scalar) {
        return scalar.plain() ? ofPlain(scalar.text()) : Type.TEXT;
    }

    static boolean isNothing(Node.Scalar scalar) {
        var text = scalar.text();
        return scalar.plain() && (text.isEmpty() || text.equals("~") || isNull(text));
    }

    private static boolean isNull(String text) {
        return isWord(text, "null", "Null", "NULL");
    }

    static boolean isTrue(Node.Scalar scalar) {
        return scalar.text().equalsIgnoreCase("true");
    }

    private static Type ofPlain(String text) {
        if (text.isEmpty()) {
            return Type.NOTHING;
        }
        return switch (text.charAt(0)) {
            case '~', 'n', 'N' -> text.equals("~") || isNull(text) ? Type.NOTHING : Type.TEXT;
            case 't', 'T' -> isWord(text, "true", "True", "TRUE") ? Type.FLAG : Type.TEXT;
            case 'f', 'F' -> isWord(text, "false", "False", "FALSE") ? Type.FLAG : Type.TEXT;
            case '-', '+', '.', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number(text);
            default -> Type.TEXT;
        };
    }

    private static boolean isWord(String text, String lower, String capital, String upper) {
        return text.equals(lower) || text.equals(capital) || text.equals(upper);
    }

    private static Type number(String text) {
        if (WHOLE.matcher(text).matches()) {
            return Type.WHOLE;
        }
        return DECIMAL.matcher(text).matches() ? Type.DECIMAL : Type.TEXT;
    }
}
