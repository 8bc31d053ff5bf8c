package dev.muster.config.report;

import dev.muster.config.diagnostic.Diagnostic;
import dev.muster.config.json.JsonText;

import java.util.LinkedHashMap;
import java.util.Map;

/// A report as the JSON document of `muster validate --format json`.
public final class JsonReport {

    private JsonReport() {}

    /// The document, with a line feed at its end.
    public static String of(Report report) {
        var document = new LinkedHashMap<String, Object>();
        document.put("valid", report.valid());
        document.put("files", report.files().stream().map(JsonReport::file).toList());
        document.put(
                "diagnostics", report.diagnostics().stream().map(JsonReport::diagnostic).toList());
        return JsonText.of(document);
    }

    private static Map<String, Object> file(Report.CheckedFile file) {
        var members = new LinkedHashMap<String, Object>();
        members.put("path", file.path());
        members.put("targets", file.targets());
        members.put("platforms", file.platforms());
        return members;
    }

    private static Map<String, Object> diagnostic(Diagnostic diagnostic) {
        var members = new LinkedHashMap<String, Object>();
        members.put("severity", diagnostic.severity().word());
        members.put("code", diagnostic.code().word());
        members.put("path", diagnostic.path());
        members.put("line", diagnostic.at().line());
        members.put("column", diagnostic.at().column());
        members.put("endLine", diagnostic.at().endLine());
        members.put("endColumn", diagnostic.at().endColumn());
        members.put("message", diagnostic.message());
        if (diagnostic.hint() != null) {
            members.put("hint", diagnostic.hint());
        }
        return members;
    }
}
