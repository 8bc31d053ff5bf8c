package dev.muster.wiring;

import dev.muster.config.CiConfigReader;
import dev.muster.config.Reading;
import dev.muster.generate.GenerateSettings;
import dev.muster.generate.Recipes;
import dev.muster.generate.Workflows;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The workflows of repositories on the stage.
public final class StageWorkflows {

    private static final GenerateSettings GENERATE =
            new GenerateSettings(
                    "https://muster.test",
                    "https://example.com/muster.tar.gz",
                    "0".repeat(64),
                    List.of(".ci.yaml"));

    private StageWorkflows() {}

    /// What `muster generate` writes for a configuration.
    public static Map<String, String> of(String config) {
        return switch (CiConfigReader.read(".ci.yaml", config.getBytes(StandardCharsets.UTF_8))) {
            case Reading.Invalid(var diagnostics) ->
                    throw new IllegalArgumentException(diagnostics.toString());
            case Reading.Valid(var it, _) -> {
                var files = new HashMap<String, String>();
                new Workflows(List.of(it), new Recipes(Set.of()), GENERATE)
                        .all()
                        .forEach(file -> files.put(file.path(), file.text()));
                yield files;
            }
        };
    }
}
