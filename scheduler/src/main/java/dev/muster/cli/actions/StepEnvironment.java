package dev.muster.cli.actions;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What GitHub Actions tells a step, and what the generated workflow adds.
///
/// @param variables of the process
public record StepEnvironment(Map<String, String> variables) {

    /// What lets a step ask for an identity. Nothing that a target runs may have it, or it could
    /// report about itself.
    public static final java.util.Set<String> IDENTITY =
            java.util.Set.of("ACTIONS_ID_TOKEN_REQUEST_URL", "ACTIONS_ID_TOKEN_REQUEST_TOKEN");

    public StepEnvironment {
        variables = Map.copyOf(variables);
    }

    private static final Pattern SECRET =
            Pattern.compile(".*(TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|CREDENTIAL|_KEY).*");

    /// What by its name should not be told to anybody.
    public List<String> secrets() {
        return variables.entrySet().stream()
                .filter(it -> SECRET.matcher(it.getKey().toUpperCase(Locale.ROOT)).matches())
                .map(Map.Entry::getValue)
                .toList();
    }

    /// Whether this is a step of GitHub Actions at all.
    public boolean inActions() {
        return "true".equals(variables.get("GITHUB_ACTIONS"));
    }

    /// A variable, unless it is empty.
    public Optional<String> text(String name) {
        return Optional.ofNullable(variables.get(name)).filter(it -> !it.isBlank());
    }

    /// A file that GitHub reads when the step has ended.
    public Optional<Path> file(String name) {
        return inActions() ? text(name).map(Path::of) : Optional.empty();
    }

    /// Where people read what the step wrote.
    Optional<String> log() {
        var server = text("GITHUB_SERVER_URL");
        var repository = text("GITHUB_REPOSITORY");
        var run = text("GITHUB_RUN_ID");
        return server.isPresent() && repository.isPresent() && run.isPresent()
                ? Optional.of(
                        "%s/%s/actions/runs/%s/attempts/%s"
                                .formatted(
                                        server.get(),
                                        repository.get(),
                                        run.get(),
                                        text("GITHUB_RUN_ATTEMPT").orElse("1")))
                : Optional.empty();
    }

    /// Never the variables, which hold secrets.
    @Override
    public String toString() {
        return "StepEnvironment[%d variables]".formatted(variables.size());
    }
}
