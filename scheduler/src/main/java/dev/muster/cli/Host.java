package dev.muster.cli;

import dev.muster.config.model.Target;

import java.util.Locale;
import java.util.Optional;

/// Whether this machine can run a target: the platform's word names an operating system, or none.
final class Host {

    private Host() {}

    /// Why the machine cannot, in a sentence; nothing where it can.
    static Optional<String> misfit(Target target) {
        return misfit(target, System.getProperty("os.name", ""));
    }

    static Optional<String> misfit(Target target, String osName) {
        var wanted = system(target.platform());
        var here = system(osName.toLowerCase(Locale.ROOT));
        return wanted.isEmpty() || wanted.equals(here)
                ? Optional.empty()
                : Optional.of(
                        "'%s' needs %s, and this machine runs %s"
                                .formatted(target.name(), wanted, here));
    }

    private static String system(String word) {
        if (word.startsWith("windows")) {
            return "Windows";
        }
        if (word.startsWith("mac") || word.startsWith("darwin")) {
            return "macOS";
        }
        return word.startsWith("linux") ? "Linux" : "";
    }
}
