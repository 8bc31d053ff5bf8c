package dev.muster.planning;

import dev.muster.config.CiConfigReader;
import dev.muster.config.Reading;
import dev.muster.config.check.CheckContext;
import dev.muster.config.diagnostic.Diagnostic;
import dev.muster.config.model.CiConfig;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What a set of configuration files says.
///
/// @param configs the valid ones
/// @param said about all of them
/// @param valid whether all are
record ConfigTexts(List<CiConfig> configs, List<Diagnostic> said, boolean valid) {

    /// @param texts the files by path
    static ConfigTexts read(Map<String, byte[]> texts, CheckContext context) {
        var configs = new ArrayList<CiConfig>();
        var said = new ArrayList<Diagnostic>();
        texts.forEach(
                (path, text) -> {
                    var reading = CiConfigReader.read(path, text, context);
                    said.addAll(reading.diagnostics());
                    if (reading instanceof Reading.Valid valid) {
                        configs.add(valid.config());
                    }
                });
        return new ConfigTexts(configs, said, configs.size() == texts.size());
    }
}
