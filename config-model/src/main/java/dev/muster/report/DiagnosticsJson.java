package dev.muster.report;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.muster.config.diagnostic.Diagnostic;

import java.io.IOException;
import java.util.List;

/// Diagnostics as the JSON document of `muster validate --format json` and of the HTTP API.
public final class DiagnosticsJson {

    private DiagnosticsJson() {}

    /// @param path how the file was named
    /// @param targets how many targets it declares, as far as it could be read
    /// @param platforms how many platforms it declares
    public record File(String path, int targets, int platforms) {}

    /// The document.
    public static String of(List<File> files, List<Diagnostic> diagnostics) {
        return JsonText.of(
                json -> {
                    json.writeStartObject();
                    json.writeBooleanField(
                            "valid", diagnostics.stream().noneMatch(Diagnostic::isError));
                    json.writeArrayFieldStart("files");
                    for (var file : files) {
                        json.writeStartObject();
                        json.writeStringField("path", file.path());
                        json.writeNumberField("targets", file.targets());
                        json.writeNumberField("platforms", file.platforms());
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                    list(json, diagnostics);
                    json.writeEndObject();
                });
    }

    private static void list(JsonGenerator json, List<Diagnostic> diagnostics) throws IOException {
        json.writeArrayFieldStart("diagnostics");
        for (var it : diagnostics) {
            json.writeStartObject();
            json.writeStringField("severity", it.severity().word());
            json.writeStringField("code", it.code().word());
            json.writeStringField("path", it.path());
            json.writeNumberField("line", it.at().line());
            json.writeNumberField("column", it.at().column());
            json.writeNumberField("endLine", it.at().endLine());
            json.writeNumberField("endColumn", it.at().endColumn());
            json.writeStringField("message", it.message());
            if (it.hint() != null) {
                json.writeStringField("hint", it.hint());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
