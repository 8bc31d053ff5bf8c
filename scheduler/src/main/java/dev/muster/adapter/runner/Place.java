package dev.muster.adapter.runner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/// The name of a folder of attempts, by which instances tell whether they look at the same one.
final class Place {

    private Place() {}

    /// The name written down when the folder was new.
    static String of(Path runs) {
        var file = runs.resolve("place");
        try {
            if (!Files.exists(file)) {
                var fresh = Files.createTempFile(runs, "place", ".part");
                Files.writeString(fresh, UUID.randomUUID().toString());
                settle(fresh, file);
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Of two who begin at once, the first names it.
    private static void settle(Path fresh, Path file) throws IOException {
        try {
            Files.createLink(file, fresh);
            Files.delete(fresh);
        } catch (java.nio.file.FileAlreadyExistsException other) {
            Files.delete(fresh);
        } catch (UnsupportedOperationException noLinks) {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
