package dev.muster.config.diagnostic;

import dev.muster.config.model.Span;

import org.jspecify.annotations.Nullable;

/// One fault in one place, told so that the author of the file can mend it without asking anyone.
///
/// @param code which kind of fault
/// @param severity usually the code's own
/// @param path the file, as it was named to the reader
/// @param at where in the file
/// @param message one sentence; quotes the author's text in single quotes
/// @param hint what to do about it; null where that is not known
public record Diagnostic(
        Code code, Severity severity, String path, Span at, String message, @Nullable String hint) {

    /// A diagnostic of the code's usual severity.
    public static Diagnostic of(
            Code code, String path, Span at, String message, @Nullable String hint) {
        return new Diagnostic(code, code.usual(), path, at, message, hint);
    }

    /// Whether it makes the configuration invalid.
    public boolean isError() {
        return severity == Severity.ERROR;
    }
}
