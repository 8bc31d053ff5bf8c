package dev.muster.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/// Reads the files a command line names, and says plainly why one cannot be read.
final class InputFiles {

    /// The name of a configuration file.
    static final String CONFIG = ".ci.yaml";

    /// More than any configuration may have; a larger file is cut, and the reader then says so.
    private static final int MOST_BYTES = 8 << 20;

    private InputFiles() {}

    /// The bytes of a file.
    static byte[] read(Path file) {
        if (Files.isDirectory(file)) {
            throw new UsageFault(
                    "'%s' is a folder; name the file in it, such as %s"
                            .formatted(file, file.resolve(CONFIG)));
        }
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(MOST_BYTES);
        } catch (NoSuchFileException e) {
            throw new UsageFault("there is no file '%s'".formatted(file));
        } catch (AccessDeniedException e) {
            throw new UsageFault("may not read '%s': permission denied".formatted(file));
        } catch (IOException e) {
            throw new UsageFault("cannot read '%s': %s".formatted(file, e.getMessage()));
        }
    }

    /// The configuration of the folder `from`: the nearest one upward.
    static Path findConfig(Path from) {
        for (var folder = from.toAbsolutePath().normalize();
                folder != null;
                folder = folder.getParent()) {
            var candidate = folder.resolve(CONFIG);
            if (Files.isRegularFile(candidate)) {
                return folder.equals(from.toAbsolutePath().normalize())
                        ? Path.of(CONFIG)
                        : candidate;
            }
        }
        throw new UsageFault(
                "there is no %s in this folder or above it; name one, or start from ci.yaml.example"
                        .formatted(CONFIG));
    }

    /// The lines of a file, or of standard input for `-`, without blank ones.
    static List<String> lines(String name, Terminal terminal) {
        if (!name.equals("-")) {
            return split(read(Path.of(name)));
        }
        try {
            return split(terminal.in().readAllBytes());
        } catch (IOException e) {
            throw new UsageFault("cannot read standard input: " + e.getMessage());
        }
    }

    private static List<String> split(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.endsWith("\r") ? line.substring(0, line.length() - 1) : line)
                .filter(line -> !line.isBlank())
                .toList();
    }
}
