package dev.muster.config.check;

import dev.muster.config.diagnostic.Diagnostic;
import dev.muster.config.model.CiConfig;

import java.util.function.Consumer;

/// A rule over one configuration.
@FunctionalInterface
interface Rule {

    /// Reports every breach.
    void check(CiConfig config, CheckContext context, Consumer<Diagnostic> report);
}
