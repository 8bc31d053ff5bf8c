package dev.muster.cli;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
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

    /// More than any list of changed paths that is worth reading.
    private static final int MOST_LIST_BYTES = 64 << 20;

    private InputFiles() {}

    /// The bytes of a file.
    static byte[] read(Path file) {
        return read(file, MOST_BYTES);
    }

    private static byte[] read(Path file, int most) {
        if (Files.isDirectory(file)) {
            var inside = file.resolve(CONFIG);
            throw new UsageFault(
                    "'%s' is a folder; name a file%s"
                            .formatted(
                                    file,
                                    Files.isRegularFile(inside) ? ", such as " + inside : ""));
        }
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(most);
        } catch (NoSuchFileException e) {
            throw new UsageFault("there is no file '%s'".formatted(file));
        } catch (AccessDeniedException e) {
            throw new UsageFault("may not read '%s': permission denied".formatted(file));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /// Why a file cannot be read, in words.
    static UsageFault unreadable(Path file, Exception fault) {
        @Nullable Throwable within =
                fault instanceof UncheckedIOException ? fault.getCause() : fault;
        var why =
                switch (within) {
                    case null -> "no more is known";
                    case CharacterCodingException _ -> "it is not UTF-8 text";
                    case AccessDeniedException _ -> "permission denied";
                    default -> String.valueOf(within.getMessage());
                };
        return new UsageFault("cannot read '%s': %s".formatted(file, why));
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
            return split(whole(name, read(Path.of(name), MOST_LIST_BYTES)));
        }
        try {
            return split(whole("standard input", terminal.in().readNBytes(MOST_LIST_BYTES)));
        } catch (IOException e) {
            throw new UsageFault("cannot read standard input: " + e.getMessage());
        }
    }

    /// Half a list would be taken for all of it.
    private static byte[] whole(String name, byte[] bytes) {
        if (bytes.length == MOST_LIST_BYTES) {
            throw new UsageFault(
                    "'%s' is longer than %d MiB; with so many changes give --diff-unknown"
                            .formatted(name, MOST_LIST_BYTES >> 20));
        }
        return bytes;
    }

    private static List<String> split(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.endsWith("\r") ? line.substring(0, line.length() - 1) : line)
                .filter(line -> !line.isBlank())
                .toList();
    }
}
