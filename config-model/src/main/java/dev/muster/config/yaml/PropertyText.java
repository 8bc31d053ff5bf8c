package dev.muster.config.yaml;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;

import dev.muster.config.model.PropertyValue;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.regex.Pattern;

/// The text of a property or dimension to its value.
///
/// Read in this order: `true` and `false`; text that begins with `[` or `{` is JSON; an integer; a
/// decimal; otherwise the text. A number whose text would change by reading and writing it (`3.10`,
/// `1e3`, `0x10`, `007`) stays text.
public final class PropertyText {

    private static final Pattern WHOLE = Pattern.compile("0|-?[1-9][0-9]{0,18}");
    private static final Pattern DECIMAL =
            Pattern.compile("-?(0|[1-9][0-9]{0,8})\\.([0-9]{0,6}[1-9]|0)");
    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(64).build())
                    .build();

    private PropertyText() {}

    /// What a text says.
    ///
    /// @throws IOException where text that begins like JSON is not JSON; the message says why
    static PropertyValue read(String text) throws IOException {
        return isJson(text) ? json(text) : plain(text);
    }

    static boolean isJson(String text) {
        return text.startsWith("[") || text.startsWith("{");
    }

    /// What a text says that is no JSON.
    static PropertyValue plain(String text) {
        if (text.equals("true") || text.equals("false")) {
            return new PropertyValue.Flag(text.equals("true"));
        }
        if (text.isEmpty() || (text.charAt(0) != '-' && !isDigit(text.charAt(0)))) {
            return new PropertyValue.Text(text);
        }
        if (WHOLE.matcher(text).matches()) {
            return whole(text);
        }
        return DECIMAL.matcher(text).matches() ? exact(text) : new PropertyValue.Text(text);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static PropertyValue exact(String text) {
        var value = Double.parseDouble(text);
        return new BigDecimal(text).compareTo(new BigDecimal(Double.toString(value))) == 0
                ? new PropertyValue.Decimal(value)
                : new PropertyValue.Text(text); // more digits than a double holds
    }

    private static PropertyValue decimal(String text, double value) {
        return Double.isFinite(value)
                ? new PropertyValue.Decimal(value)
                : new PropertyValue.Text(text);
    }

    private static PropertyValue whole(String text) {
        try {
            return new PropertyValue.Whole(Long.parseLong(text));
        } catch (NumberFormatException e) {
            return new PropertyValue.Text(text); // more than 64 bits
        }
    }

    /// What a JSON text says.
    ///
    /// @throws IOException where the text is not JSON
    public static PropertyValue json(String text) throws IOException {
        try (var parser = JSON.createParser(text)) {
            parser.nextToken();
            var value = value(parser);
            if (parser.nextToken() != null) {
                throw new IOException("more text after the end of the JSON value");
            }
            return value;
        }
    }

    private static PropertyValue value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_ARRAY -> items(parser);
            case START_OBJECT -> entries(parser);
            case VALUE_TRUE, VALUE_FALSE -> new PropertyValue.Flag(parser.getBooleanValue());
            case VALUE_NULL -> new PropertyValue.Nothing();
            case VALUE_NUMBER_INT -> whole(parser.getText());
            case VALUE_NUMBER_FLOAT -> decimal(parser.getText(), parser.getDoubleValue());
            default -> new PropertyValue.Text(parser.getText());
        };
    }

    private static PropertyValue items(JsonParser parser) throws IOException {
        var items = new ArrayList<PropertyValue>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser));
        }
        return new PropertyValue.Items(items);
    }

    private static PropertyValue entries(JsonParser parser) throws IOException {
        var entries = new LinkedHashMap<String, PropertyValue>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = parser.currentName();
            parser.nextToken();
            entries.put(name, value(parser));
        }
        return new PropertyValue.Entries(entries);
    }
}
