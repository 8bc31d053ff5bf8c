package dev.muster.config;

import dev.muster.config.check.CheckContext;
import dev.muster.config.check.Checks;
import dev.muster.config.diagnostic.Diagnostic;
import dev.muster.config.yaml.ConfigText;

import java.util.ArrayList;

/// Reads the text of a `.ci.yaml`: the door of the language.
public final class CiConfigReader {

    private CiConfigReader() {}

    /// Reads a text and checks it by itself. Never throws for what the text contains, and never
    /// stops at the first fault.
    ///
    /// @param path how the text is named in diagnostics; nothing is opened
    /// @param text the bytes as they stand in the repository
    public static Reading read(String path, byte[] text) {
        return read(path, text, CheckContext.NONE);
    }

    /// The same, with what else is at hand to check against.
    public static Reading read(String path, byte[] text, CheckContext context) {
        var read = ConfigText.read(path, text);
        var diagnostics = new ArrayList<Diagnostic>(read.diagnostics());
        var config = read.config();
        if (config != null) {
            diagnostics.addAll(Checks.check(config, context));
        }
        diagnostics.sort(Checks.IN_FILE_ORDER);
        return config == null || diagnostics.stream().anyMatch(Diagnostic::isError)
                ? new Reading.Invalid(diagnostics)
                : new Reading.Valid(config, diagnostics);
    }
}
