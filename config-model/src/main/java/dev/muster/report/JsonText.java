package dev.muster.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;

import dev.muster.config.json.JsonDocument;
import dev.muster.config.model.PropertyValue;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/// Writes JSON into a text.
final class JsonText {

    private static final JsonFactory JSON = new JsonFactory();

    private JsonText() {}

    /// What writes the document.
    @FunctionalInterface
    interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    /// One document, indented, ending in a newline; controls are escapes, so that it is safe to
    /// show on a screen.
    static String of(Body body) {
        var text = new StringWriter();
        try (var json = JSON.createGenerator(text)) {
            var printer = new DefaultPrettyPrinter();
            printer.indentObjectsWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n"));
            json.setPrettyPrinter(printer);
            body.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a StringWriter does not fail
        }
        return JsonDocument.inert(text.append('\n').toString());
    }

    /// A value on one line.
    static String line(PropertyValue value) {
        return line(json -> value(json, value));
    }

    /// A document on one line.
    static String line(Body body) {
        var text = new StringWriter();
        try (var json = JSON.createGenerator(text)) {
            body.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a StringWriter does not fail
        }
        return text.toString();
    }

    static void value(JsonGenerator json, PropertyValue value) throws IOException {
        switch (value) {
            case PropertyValue.Text(var text) -> json.writeString(text);
            case PropertyValue.Flag(var flag) -> json.writeBoolean(flag);
            case PropertyValue.Whole(var whole) -> json.writeNumber(whole);
            case PropertyValue.Decimal(var decimal) -> json.writeNumber(decimal);
            case PropertyValue.Nothing() -> json.writeNull();
            case PropertyValue.Items(var items) -> {
                json.writeStartArray();
                for (var item : items) {
                    value(json, item);
                }
                json.writeEndArray();
            }
            case PropertyValue.Entries(var entries) -> {
                json.writeStartObject();
                for (var entry : entries.entrySet()) {
                    json.writeFieldName(entry.getKey());
                    value(json, entry.getValue());
                }
                json.writeEndObject();
            }
        }
    }
}
