package dev.muster.config.yaml;

import dev.muster.config.diagnostic.Code;
import dev.muster.config.diagnostic.Diagnostic;
import dev.muster.config.model.Span;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

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

    void add(Code code, Span at, String message, @Nullable String hint) {
        found.add(Diagnostic.of(code, path, at, message, hint));
    }

    void add(SyntaxFault fault) {
        add(Code.YAML_SYNTAX, fault.at(), fault.message(), fault.hint());
    }

    /// Forgets the faults of some codes.
    void forget(Set<Code> codes) {
        found.removeIf(it -> codes.contains(it.code()));
    }

    List<Diagnostic> found() {
        return found;
    }
}
