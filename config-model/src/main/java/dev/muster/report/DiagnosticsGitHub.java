package dev.muster.report;

import dev.muster.config.diagnostic.Diagnostic;
import dev.muster.config.diagnostic.Severity;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/// Diagnostics as workflow commands of GitHub Actions, which annotate the lines of the file.
///
/// GitHub shows ten annotations of each kind for one step and drops the rest, so errors come first;
/// the log has all of them, and a last line says how many that are.
public final class DiagnosticsGitHub {

    private static final int SHOWN = 10;

    private DiagnosticsGitHub() {}

    /// One command to a line; nothing where there is nothing to say.
    public static String of(List<Diagnostic> diagnostics) {
        var commands =
                diagnostics.stream()
                        .sorted(Comparator.comparing(Diagnostic::severity))
                        .map(DiagnosticsGitHub::command)
                        .collect(Collectors.joining());
        return commands + remark(diagnostics);
    }

    private static String command(Diagnostic diagnostic) {
        var at = diagnostic.at();
        var properties = new LinkedHashMap<String, String>();
        properties.put("file", diagnostic.path());
        properties.put("line", String.valueOf(at.line()));
        properties.put("endLine", String.valueOf(at.endLine()));
        if (at.line() == at.endLine()) { // GitHub refuses columns that span lines
            properties.put("col", String.valueOf(at.column()));
            properties.put("endColumn", String.valueOf(at.endColumn()));
        }
        properties.put("title", diagnostic.code().word());
        var hint = diagnostic.hint() == null ? "" : "\nhint: " + diagnostic.hint();
        return WorkflowCommand.of(
                level(diagnostic.severity()), properties, diagnostic.message() + hint);
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case INFO -> "notice";
        };
    }

    private static String remark(List<Diagnostic> diagnostics) {
        var errors = count(diagnostics, Severity.ERROR);
        var warnings = count(diagnostics, Severity.WARNING);
        return Math.max(Math.max(errors, warnings), count(diagnostics, Severity.INFO)) > SHOWN
                ? "%d errors and %d warnings; GitHub annotates the first %d of each, the log has all\n"
                        .formatted(errors, warnings, SHOWN)
                : "";
    }

    private static long count(List<Diagnostic> diagnostics, Severity severity) {
        return diagnostics.stream().filter(it -> it.severity() == severity).count();
    }
}
