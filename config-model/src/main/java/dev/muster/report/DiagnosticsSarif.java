package dev.muster.report;

import dev.muster.config.diagnostic.Code;
import dev.muster.config.diagnostic.Diagnostic;
import dev.muster.config.diagnostic.Severity;
import dev.muster.config.json.JsonDocument;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Diagnostics as SARIF 2.1.0, which code scanning services take.
public final class DiagnosticsSarif {

    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json";

    private DiagnosticsSarif() {}

    /// The document, with a line feed at its end.
    ///
    /// @param files what was read
    /// @param diagnostics of all files
    /// @param version of this program
    public static String of(
            List<DiagnosticsJson.File> files, List<Diagnostic> diagnostics, String version) {
        var run = new LinkedHashMap<String, Object>();
        run.put("tool", Map.of("driver", driver(version)));
        run.put("columnKind", "utf16CodeUnits");
        run.put("artifacts", files.stream().map(DiagnosticsSarif::artifact).toList());
        run.put("results", results(diagnostics));
        var document = new LinkedHashMap<String, Object>();
        document.put("$schema", SCHEMA);
        document.put("version", "2.1.0");
        document.put("runs", List.of(run));
        return JsonDocument.of(document);
    }

    private static Map<String, Object> driver(String version) {
        var driver = new LinkedHashMap<String, Object>();
        driver.put("name", "Muster");
        driver.put("version", version);
        driver.put("rules", Arrays.stream(Code.values()).map(DiagnosticsSarif::rule).toList());
        return driver;
    }

    private static Map<String, Object> rule(Code code) {
        var rule = new LinkedHashMap<String, Object>();
        rule.put("id", code.word());
        rule.put("shortDescription", text(CodeWords.of(code)));
        rule.put("defaultConfiguration", Map.of("level", level(code.usual())));
        return rule;
    }

    private static List<Map<String, Object>> results(List<Diagnostic> diagnostics) {
        var results = new ArrayList<Map<String, Object>>();
        var seen = new HashMap<String, Integer>();
        for (var diagnostic : diagnostics) {
            var print = Fingerprint.of(diagnostic);
            var times = seen.merge(print, 1, Integer::sum);
            results.add(result(diagnostic, print + ":" + times));
        }
        return results;
    }

    private static Map<String, Object> result(Diagnostic diagnostic, String fingerprint) {
        var hint = diagnostic.hint() == null ? "" : " (hint: " + diagnostic.hint() + ")";
        var place = new LinkedHashMap<String, Object>();
        place.put("artifactLocation", location(diagnostic.path()));
        place.put("region", region(diagnostic));
        var result = new LinkedHashMap<String, Object>();
        result.put("ruleId", diagnostic.code().word());
        result.put("ruleIndex", diagnostic.code().ordinal());
        result.put("level", level(diagnostic.severity()));
        result.put("message", text(diagnostic.message() + hint));
        result.put("locations", List.of(Map.of("physicalLocation", place)));
        result.put("partialFingerprints", Map.of("musterDiagnostic/v1", fingerprint));
        return result;
    }

    private static Map<String, Object> region(Diagnostic diagnostic) {
        var region = new LinkedHashMap<String, Object>();
        region.put("startLine", diagnostic.at().line());
        region.put("startColumn", diagnostic.at().column());
        region.put("endLine", diagnostic.at().endLine());
        region.put("endColumn", Math.max(1, diagnostic.at().endColumn()));
        return region;
    }

    private static Map<String, Object> artifact(DiagnosticsJson.File file) {
        return Map.of("location", location(file.path()));
    }

    /// Paths are relative to the repository's root, unless they were given from the file system's.
    private static Map<String, Object> location(String path) {
        var location = new LinkedHashMap<String, Object>();
        if (path.startsWith("/")) {
            location.put("uri", "file://" + UriPath.of(path));
        } else {
            location.put("uri", UriPath.of(path));
            location.put("uriBaseId", "%SRCROOT%");
        }
        return location;
    }

    /// Placeholders and links in messages are SARIF's own: what looks like one is kept from being
    /// one.
    private static Map<String, Object> text(String text) {
        return Map.of("text", text.replace("{", "{{").replace("}", "}}").replace("](", "\\]("));
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case INFO -> "note";
        };
    }
}
