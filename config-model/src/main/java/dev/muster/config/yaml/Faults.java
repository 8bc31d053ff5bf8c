package dev.muster.config.yaml;

import dev.muster.config.diagnostic.Code;
import dev.muster.config.diagnostic.Diagnostic;
import dev.muster.config.model.Span;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Gathers what is wrong with one file.
final class Faults {

    private final String path;
    private final List<Diagnostic> found = new ArrayList<>();

    Faults(String path) {
        this.path = path;
    }

    String path() {
        return path;
    }

    void add(Code code, Span at, String message) {
        add(code, at, message, null);
    }

    void add(Code code, Span at, String message, @Nullable String hint) {
        found.add(Diagnostic.of(code, path, at, message, hint));
    }

    List<Diagnostic> found() {
        return found;
    }
}
