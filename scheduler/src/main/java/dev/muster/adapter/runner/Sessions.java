package dev.muster.adapter.runner;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// How a program is started in a session of its own, so that a signal to us does not reach it and
/// one signal reaches all it starts.
public final class Sessions {

    private Sessions() {}

    /// Words to put before a program's own.
    public static List<String> prefix() {
        for (var folder : List.of("/usr/bin", "/bin", "/usr/local/bin", "/opt/homebrew/bin")) {
            var setsid = Path.of(folder, "setsid");
            if (Files.isExecutable(setsid)) {
                return List.of(setsid.toString());
            }
        }
        return List.of(
                "perl",
                "-MPOSIX",
                "-e",
                "POSIX::setsid(); exec { $ARGV[0] } @ARGV or exit 127",
                "--");
    }
}
