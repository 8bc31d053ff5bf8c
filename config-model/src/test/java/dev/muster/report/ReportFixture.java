package dev.muster.report;

import dev.muster.config.diagnostic.Code;
import dev.muster.config.diagnostic.Diagnostic;
import dev.muster.config.model.Span;
import dev.muster.report.DiagnosticsJson.File;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Diagnostics to render.
final class ReportFixture {

    /// What a hostile author may get into a message and a path.
    static final String HOSTILE =
            "a\r\n::error::x%0A,b:c\u001b[31m\u0000\u2028\u202e\ud800 {0} [x](https://evil) \"é🚀";

    private ReportFixture() {}

    /// Files and what was found in them.
    record Report(List<File> files, List<Diagnostic> diagnostics) {
        String sarif() {
            return DiagnosticsSarif.of(files, diagnostics, "1.2.3");
        }
    }

    static Report two() {
        return new Report(
                List.of(new File(".ci.yaml", 466, 14)),
                List.of(
                        diagnostic(
                                Code.UNUSED_PLATFORM,
                                new Span(3, 1, 3, 6),
                                "no target uses the platform 'linux'",
                                null),
                        diagnostic(
                                Code.UNKNOWN_KEY,
                                new Span(31, 5, 31, 12),
                                "'run_iff' is not a key of a target",
                                "did you mean 'run_if'?")));
    }

    static Report hostile() {
        var diagnostic =
                new Diagnostic(
                        Code.WRONG_TYPE,
                        Code.WRONG_TYPE.usual(),
                        HOSTILE,
                        new Span(1, 2, 3, 4),
                        HOSTILE,
                        HOSTILE);
        return new Report(List.of(new File(HOSTILE, 0, 0)), List.of(diagnostic, diagnostic));
    }

    private static Diagnostic diagnostic(
            Code code, Span at, String message, @Nullable String hint) {
        return Diagnostic.of(code, ".ci.yaml", at, message, hint);
    }
}
