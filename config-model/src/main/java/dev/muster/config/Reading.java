package dev.muster.config;

import dev.muster.config.diagnostic.Diagnostic;
import dev.muster.config.model.CiConfig;

import java.util.List;

/// What came of reading a configuration's text.
public sealed interface Reading {

    /// Everything there is to say about the text, in file order.
    List<Diagnostic> diagnostics();

    /// The text is a configuration.
    ///
    /// @param config the configuration
    /// @param diagnostics warnings and information
    record Valid(CiConfig config, List<Diagnostic> diagnostics) implements Reading {
        public Valid {
            diagnostics = List.copyOf(diagnostics);
        }
    }

    /// The text has at least one error.
    ///
    /// @param diagnostics all of them, with the warnings
    record Invalid(List<Diagnostic> diagnostics) implements Reading {
        public Invalid {
            diagnostics = List.copyOf(diagnostics);
        }
    }
}
