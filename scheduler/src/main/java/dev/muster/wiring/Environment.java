package dev.muster.wiring;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The settings that environment variables give. What the command line says goes before them.
public final class Environment {

    /// Every variable that is read, with what it is for.
    public static final Map<String, String> VARIABLES =
            Map.ofEntries(
                    Map.entry(
                            "MUSTER_HOST",
                            "address to listen on; default 127.0.0.1: this machine only"),
                    Map.entry("MUSTER_PORT", "port to listen on; default 8080"),
                    Map.entry(
                            "MUSTER_DATA_DIR",
                            "folder of the embedded database, logs and attempts; default ./data"),
                    Map.entry(
                            "MUSTER_DATABASE_URL",
                            "jdbc:postgresql://… ; default: H2 in the data folder"),
                    Map.entry("MUSTER_DATABASE_USERNAME", "user of the database"),
                    Map.entry("MUSTER_DATABASE_PASSWORD", "password of the database"),
                    Map.entry("MUSTER_DATABASE_PASSWORD_FILE", "file that holds the password"),
                    Map.entry(
                            "MUSTER_PUBLIC_READ",
                            "true or false: whether reading needs no token; default true"),
                    Map.entry(
                            "MUSTER_LOCAL_REPOSITORIES",
                            "folders of git repositories to watch, separated by commas"),
                    Map.entry(
                            "MUSTER_LOCAL_CAPACITY",
                            "how many tasks this machine runs at once; default: its processors"),
                    Map.entry("MUSTER_ADMIN_TOKEN", "token of a gardener"),
                    Map.entry("MUSTER_ADMIN_TOKEN_FILE", "file that holds the token"));

    private final Map<String, String> variables;

    public Environment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    /// The value of a variable, unless it is empty.
    public Optional<String> text(String name) {
        return Optional.ofNullable(variables.get(name))
                .filter(it -> !it.isBlank())
                .map(String::strip);
    }

    /// A secret, from its variable or from the file that `…_FILE` names.
    public @Nullable String secret(String name) throws StartFailure {
        var file = text(name + "_FILE");
        if (file.isEmpty()) {
            return text(name).orElse(null);
        }
        try {
            return Files.readString(Path.of(file.get())).strip();
        } catch (IOException e) {
            throw new StartFailure(
                    "%s_FILE names '%s', which cannot be read".formatted(name, file.get()));
        }
    }

    /// A whole number.
    public int number(String name, int standard, int least, int most) throws StartFailure {
        var text = text(name);
        if (text.isEmpty()) {
            return standard;
        }
        if (!text.get().matches("[0-9]{1,9}")
                || Integer.parseInt(text.get()) < least
                || Integer.parseInt(text.get()) > most) {
            throw new StartFailure(
                    "%s is '%s', and must be a number from %d to %d"
                            .formatted(name, text.get(), least, most));
        }
        return Integer.parseInt(text.get());
    }

    /// True or false.
    public boolean flag(String name, boolean standard) throws StartFailure {
        var text = text(name);
        if (text.isEmpty()) {
            return standard;
        }
        return switch (text.get()) {
            case "true" -> true;
            case "false" -> false;
            default ->
                    throw new StartFailure(
                            "%s is '%s', and must be true or false".formatted(name, text.get()));
        };
    }

    /// A list, separated by commas.
    public List<String> list(String name) {
        return text(name)
                .map(
                        it ->
                                Arrays.stream(it.split(","))
                                        .map(String::strip)
                                        .filter(part -> !part.isEmpty())
                                        .toList())
                .orElse(List.of());
    }
}
