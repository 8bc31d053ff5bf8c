package dev.muster.wiring;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The folder of a service's data, held by one process at a time.
final class DataFolder implements AutoCloseable {

    private final Path path;
    private final FileChannel lock;

    private DataFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
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
            return new DataFolder(path, channel);
        } catch (IOException e) {
            throw new StartFailure(
                    "the data folder '%s' cannot be written (%s); make it writable, or name another with --data-dir"
                            .formatted(given, e.getClass().getSimpleName()));
        }
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

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            // the process's end releases it as well
        }
    }
}
