package dev.muster.generate;

import dev.muster.config.CiConfigReader;
import dev.muster.config.Reading;
import dev.muster.config.model.CiConfig;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Workflows of configurations in tests.
final class Generated {

    static final GenerateSettings SETTINGS =
            new GenerateSettings(
                    "https://muster.example.org",
                    "https://example.org/muster.tar.gz",
                    "0".repeat(64),
                    List.of(".ci.yaml"));

    /// For a repository without a service.
    static final GenerateSettings ALONE =
            new GenerateSettings(null, SETTINGS.program(), SETTINGS.sha256(), SETTINGS.configs());

    private Generated() {}

    static CiConfig config(String text) {
        return config(".ci.yaml", text.getBytes(StandardCharsets.UTF_8));
    }

    static CiConfig config(String path, byte[] text) {
        return switch (CiConfigReader.read(path, text)) {
            case Reading.Valid(var config, _) -> config;
            case Reading.Invalid(var diagnostics) ->
                    throw new IllegalArgumentException(diagnostics.toString());
        };
    }

    /// Recipes with a workflow for each that the configuration names.
    static Recipes allRecipes(CiConfig config) {
        Set<String> files = new TreeSet<>();
        config.targets().stream()
                .map(it -> it.work().recipe())
                .filter(Objects::nonNull)
                .forEach(it -> Recipes.fileName(it).ifPresent(files::add));
        return new Recipes(files);
    }

    static Map<String, String> files(CiConfig config, Recipes recipes) {
        return files(config, recipes, SETTINGS);
    }

    static Map<String, String> files(CiConfig config, Recipes recipes, GenerateSettings settings) {
        return new Workflows(List.of(config), recipes, settings)
                .all().stream().collect(Collectors.toMap(WorkflowFile::path, WorkflowFile::text));
    }

    static String push(CiConfig config) {
        return Objects.requireNonNull(files(config, allRecipes(config)).get(Workflows.PUSH));
    }

    static String pull(CiConfig config) {
        return Objects.requireNonNull(files(config, allRecipes(config)).get(Workflows.PULL));
    }
}
