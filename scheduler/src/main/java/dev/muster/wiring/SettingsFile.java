package dev.muster.wiring;

import io.micronaut.context.env.PropertiesPropertySourceLoader;
import io.micronaut.context.env.yaml.YamlPropertySourceLoader;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Settings in a file, in the notation of Micronaut: keys such as `muster.github.app-id` in YAML or
/// as properties. Each stands for the variable of its name.
final class SettingsFile {

    private static final String ROOT = "muster";
    private static final String OURS = ROOT + ".";
    private static final String REPOSITORIES = OURS + "repositories";
    private static final Pattern NUMBERED =
            Pattern.compile("muster\\.repositories\\[(\\d{1,4})]\\.(.+?)(\\[\\d{1,4}])?");

    /// Properties come in no order, and a list has one.
    private static final Comparator<String> NUMBERS_IN_ORDER =
            Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder());

    private static final Pattern UNFIT = Pattern.compile("[\\s;#]");
    private static final Pattern NOTHING = Pattern.compile("\\s*(#.*|---|\\.\\.\\.|\\{ *})?\\s*");

    /// Those whose names Micronaut gave.
    private static final Map<String, String> GIVEN =
            Map.of(
                    "micronaut.server.port", "MUSTER_PORT",
                    "micronaut.server.host", "MUSTER_HOST",
                    "datasources.default.url", "MUSTER_DATABASE_URL",
                    "datasources.default.username", "MUSTER_DATABASE_USERNAME",
                    "datasources.default.password", "MUSTER_DATABASE_PASSWORD",
                    "datasources.default.password-file", "MUSTER_DATABASE_PASSWORD_FILE");

    /// What a repository's keys are called in `MUSTER_REPOSITORIES`, where it is something else.
    private static final Map<String, String> WISHES =
            Map.of(
                    "config-paths", "config",
                    "trusted-authors", "trusted",
                    "release-branches", "release",
                    "batch-size", "batch");

    private final Path file;
    private final Map<String, String> variables = new LinkedHashMap<>();
    private final Map<Integer, Map<String, List<String>>> repositories = new TreeMap<>();

    private SettingsFile(Path file) {
        this.file = file;
    }

    /// The variables that a file stands for; what is Micronaut's own is left to it.
    ///
    /// @throws StartFailure where it cannot be read
    static Map<String, String> read(Path file) throws StartFailure {
        var reading = new SettingsFile(file);
        var keys = new TreeMap<String, Object>(NUMBERS_IN_ORDER);
        keys.putAll(reading.keys());
        for (var entry : keys.entrySet()) {
            reading.take(entry.getKey(), entry.getValue());
        }
        if (!reading.repositories.isEmpty()) {
            reading.variables.put("MUSTER_REPOSITORIES", reading.wishes());
        }
        return reading.variables;
    }

    private Map<String, Object> keys() throws StartFailure {
        var isYaml = file.toString().matches(".*\\.ya?ml");
        var loader = isYaml ? new YamlPropertySourceLoader() : new PropertiesPropertySourceLoader();
        try {
            var text = Files.readAllBytes(file);
            var keys = loader.read(file.toString(), new ByteArrayInputStream(text));
            if (keys.isEmpty() && hasText(text)) {
                throw fault("has no keys, and takes such as %s", OURS + "url");
            }
            return keys;
        } catch (IOException e) {
            throw new StartFailure("the settings file '%s' cannot be read".formatted(file));
        } catch (RuntimeException e) {
            throw new StartFailure(
                    "the settings file '%s' is no %s: %s"
                            .formatted(
                                    file,
                                    isYaml ? "YAML" : "file of properties",
                                    why(e).strip().replaceAll("\\s*\\n\\s*", ", ")));
        }
    }

    /// Whether there is more than comments, and than what stands for nothing.
    private static boolean hasText(byte[] text) {
        return new String(text, StandardCharsets.UTF_8)
                .lines()
                .anyMatch(it -> !NOTHING.matcher(it).matches());
    }

    private static boolean says(@Nullable Object value) {
        return !(value instanceof Map<?, ?>) && all(value).anyMatch(it -> !it.isBlank());
    }

    private static String why(RuntimeException fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof CharacterCodingException) {
                return "it is not UTF-8 text";
            }
        }
        return String.valueOf(fault.getMessage());
    }

    private void take(String key, @Nullable Object value) throws StartFailure {
        var numbered = NUMBERED.matcher(key);
        if (GIVEN.containsKey(key)) {
            variables.put(GIVEN.get(key), text(value));
        } else if (numbered.matches()) {
            wish(Integer.parseInt(numbered.group(1)), numbered.group(2), value);
        } else if (key.equals(REPOSITORIES) && value instanceof List<?> list) {
            for (var number = 0; number < list.size(); number++) {
                if (!(list.get(number) instanceof Map<?, ?> one)) {
                    throw fault("has '%s' in muster.repositories", list.get(number));
                }
                for (var entry : one.entrySet()) {
                    wish(number, String.valueOf(entry.getKey()), entry.getValue());
                }
            }
        } else if (key.equals(ROOT) && says(value)) {
            throw fault(
                    "has muster as '%s', and must have keys below it, such as muster.url", value);
        } else if (key.startsWith(OURS)) {
            variables.put(key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"), text(value));
        }
    }

    private void wish(int number, String key, @Nullable Object value) {
        repositories
                .computeIfAbsent(number, _ -> new LinkedHashMap<>())
                .computeIfAbsent(WISHES.getOrDefault(key, key), _ -> new ArrayList<>())
                .addAll(all(value).toList());
    }

    /// As `MUSTER_REPOSITORIES` says it, a line each.
    private String wishes() throws StartFailure {
        var lines = new ArrayList<String>();
        for (var wish : repositories.values()) {
            var name = wish.remove("name");
            if (name == null) {
                throw fault("has no 'name' for one of muster.repositories: '%s'", wish);
            }
            var words = new ArrayList<>(name);
            wish.forEach(
                    (key, values) ->
                            values.forEach(it -> words.add(key.replace('-', '_') + "=" + it)));
            for (var word : words) {
                if (UNFIT.matcher(word).find()) {
                    throw fault("has '%s', and must have neither space nor ; nor #", word);
                }
            }
            lines.add(String.join(" ", words));
        }
        return String.join("\n", lines);
    }

    private StartFailure fault(String what, @Nullable Object word) {
        return new StartFailure("the settings file '%s' ".formatted(file) + what.formatted(word));
    }

    /// Several are separated by commas.
    private static String text(@Nullable Object value) {
        return all(value).collect(Collectors.joining(","));
    }

    private static Stream<String> all(@Nullable Object value) {
        return switch (value) {
            case null -> Stream.empty();
            case List<?> list -> list.stream().map(String::valueOf);
            default -> Stream.of(String.valueOf(value));
        };
    }
}
