package dev.muster.config.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/// Writes maps, lists, texts, whole numbers and booleans as JSON.
public final class JsonDocument {

    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonDocument() {}

    /// The document, indented by two spaces, with a line feed at its end. Maps keep their order.
    ///
    /// Control characters and characters that turn the direction of writing are written as escapes,
    /// so that the text cannot play tricks on a screen.
    public static String of(Map<String, ?> document) {
        var text = new StringWriter();
        try (var generator = FACTORY.createGenerator(text)) {
            var indent = new DefaultIndenter("  ", "\n");
            generator.setPrettyPrinter(
                    new DefaultPrettyPrinter()
                            .withObjectIndenter(indent)
                            .withArrayIndenter(indent)
                            .withSeparators(
                                    Separators.createDefaultInstance()
                                            .withObjectFieldValueSpacing(
                                                    Separators.Spacing.AFTER)));
            write(generator, document);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a string does not refuse to be written
        }
        return inert(text.toString()) + "\n";
    }

    private static void write(JsonGenerator generator, Object value) throws IOException {
        switch (value) {
            case Map<?, ?> map -> {
                generator.writeStartObject();
                for (var entry : map.entrySet()) {
                    generator.writeFieldName(String.valueOf(entry.getKey()));
                    write(generator, entry.getValue());
                }
                generator.writeEndObject();
            }
            case List<?> list -> {
                generator.writeStartArray();
                for (var item : list) {
                    write(generator, item);
                }
                generator.writeEndArray();
            }
            case String string -> generator.writeString(string);
            case Integer number -> generator.writeNumber(number);
            case Boolean flag -> generator.writeBoolean(flag);
            default -> throw new IllegalArgumentException("no JSON for " + value.getClass());
        }
    }

    /// The same JSON with controls and the like as escapes. Such characters stand only inside
    /// texts, where an escape means the same.
    public static String inert(String json) {
        var inert = new StringBuilder(json.length());
        json.codePoints()
                .forEach(
                        c -> {
                            if (c == '\n' || !Unprintable.is(c)) {
                                inert.appendCodePoint(c);
                            } else if (c <= Character.MAX_VALUE) {
                                inert.append("\\u%04x".formatted(c));
                            } else {
                                inert.append("\\u%04x".formatted((int) Character.highSurrogate(c)));
                                inert.append("\\u%04x".formatted((int) Character.lowSurrogate(c)));
                            }
                        });
        return inert.toString();
    }
}
