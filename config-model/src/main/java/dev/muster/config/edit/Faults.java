package dev.muster.config.edit;

import dev.muster.config.diagnostic.Code;
import dev.muster.config.diagnostic.Diagnostic;
import dev.muster.config.model.Span;

import java.util.List;

/// The refusals of this package, as diagnostics.
final class Faults {

    private Faults() {}

    static EditOutcome one(Code code, String path, Span at, String message) {
        return new EditOutcome.Unreadable(
                List.of(
                        Diagnostic.of(
                                code, path, at, message, "run 'muster validate' for all faults")));
    }
}
