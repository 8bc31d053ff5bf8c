package dev.muster.generate;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What the workflows need to know besides the configurations. It stands in the head of each
/// generated file, so that the next run finds it there.
///
/// @param service address of the service that results are reported to; null: they are not
/// @param program address of the archive with the program
/// @param sha256 of the archive, 64 hexadecimal digits
/// @param configs paths of the configurations inside the repository
public record GenerateSettings(
        @Nullable String service, String program, String sha256, List<String> configs) {

    private static final Pattern ADDRESS =
            Pattern.compile("https?://[A-Za-z0-9._~%:\\[\\]-]+(?:/[A-Za-z0-9._~%/+@=-]*)?");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern PATH =
            Pattern.compile("(?!/)(?!.*(?:^|/)\\.\\.(?:/|$))[A-Za-z0-9._/-]+");
    private static final Pattern LINE = Pattern.compile("# (service|program|sha256): (\\S+)");

    public GenerateSettings {
        configs = List.copyOf(configs);
        var fault = fault(service, program, sha256, configs);
        if (fault.isPresent()) {
            throw new IllegalArgumentException(fault.get());
        }
    }

    /// What is wrong with settings, in a sentence; nothing where they can be used.
    public static Optional<String> fault(
            @Nullable String service, String program, String sha256, List<String> configs) {
        if (service != null && !ADDRESS.matcher(service).matches()) {
            return Optional.of(
                    "the service's address is '%s'; write https://host".formatted(service));
        }
        if (!ADDRESS.matcher(program).matches()) {
            return Optional.of(
                    "the program's address is '%s'; write https://host/muster.tar.gz"
                            .formatted(program));
        }
        if (!DIGEST.matcher(sha256).matches()) {
            return Optional.of(
                    "the program's digest is '%s'; write the 64 hexadecimal digits that sha256sum prints"
                            .formatted(sha256));
        }
        return configs.stream()
                .filter(it -> !PATH.matcher(it).matches())
                .findFirst()
                .map(
                        it ->
                                "'%s' cannot be named in a workflow; use a path inside the repository of letters, digits and . _ / -"
                                        .formatted(it));
    }

    /// The settings that a generated file was written with, by name; those it lacks are absent.
    public static Map<String, String> of(String generated) {
        var found = new HashMap<String, String>();
        generated
                .lines()
                .takeWhile(it -> it.startsWith("#"))
                .map(LINE::matcher)
                .filter(it -> it.matches())
                .forEach(it -> found.put(it.group(1), it.group(2)));
        return found;
    }

    List<String> head() {
        var lines = new ArrayList<String>();
        lines.add(
                "# Made by 'muster generate' from %s; what is changed here is lost."
                        .formatted(String.join(", ", configs)));
        if (service != null) {
            lines.add("# service: " + service);
        }
        lines.add("# program: " + program);
        lines.add("# sha256: " + sha256);
        return lines;
    }
}
