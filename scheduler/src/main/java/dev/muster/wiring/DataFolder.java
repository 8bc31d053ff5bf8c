package dev.muster.wiring;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/// The folder of a service's data, held by one process at a time.
final class DataFolder implements AutoCloseable {

    private final Path path;
    private final FileChannel lock;
    private final String instance;

    private DataFolder(Path path, FileChannel lock, String instance) {
        this.path = path;
        this.lock = lock;
        this.instance = instance;
    }

    static DataFolder open(Path given) throws StartFailure {
        var path = given.toAbsolutePath().normalize();
        try {
            Files.createDirectories(path.resolve("runs"));
            var channel =
                    FileChannel.open(
                            path.resolve("muster.lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            if (locked(channel) == null) {
                channel.close();
                throw new StartFailure(
                        "the data folder '%s' is in use by another muster; stop that one, or give this one another --data-dir"
                                .formatted(given));
            }
            return new DataFolder(path, channel, instance(path.resolve("instance")));
        } catch (IOException e) {
            throw new StartFailure(
                    "the data folder '%s' cannot be written (%s); make it writable, or name another with --data-dir"
                            .formatted(given, why(e)));
        }
    }

    private static String why(IOException fault) {
        return switch (fault) {
            case AccessDeniedException _ -> "permission denied";
            case FileAlreadyExistsException _ -> "it is a file";
            case FileSystemException it -> String.valueOf(it.getReason());
            default -> String.valueOf(fault.getMessage());
        };
    }

    /// The name written down when the folder was new.
    private static String instance(Path file) throws IOException {
        if (!Files.exists(file)) {
            var fresh = file.resolveSibling("instance.part");
            Files.writeString(fresh, "local-" + UUID.randomUUID());
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return Files.readString(file).strip();
    }

    private static @Nullable FileLock locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    Path path() {
        return path;
    }

    /// The name of the service that has this folder: the same after a restart, and no other's, on
    /// whatever machine.
    String instance() {
        return instance;
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            // the process's end releases it as well
        }
    }
}
