package dev.muster.adapter.jdbc.ground;

import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;

/// A copy of an H2 database as it was before its tables were changed. H2 makes each change of a
/// table for good, so who is killed between two of them leaves tables that no migration goes on
/// from; with the copy the next start begins them again.
final class BeforeMigration implements Callback {

    private static final Pattern FILE = Pattern.compile("jdbc:h2:(?:file:)?((?!\\w{2,}:)[^;]+).*");

    private final Path stored;
    private final Path copy;
    private boolean taken;

    /// @param file of the database, without the ending that H2 adds
    BeforeMigration(Path file) {
        this.stored = beside(file, ".mv.db");
        this.copy = beside(file, ".before-migration.zip");
    }

    /// That of a URL; nothing where it is not of H2 in a file, and changes are taken back by the
    /// database itself or die with the process.
    static Optional<BeforeMigration> of(String url) {
        var file = FILE.matcher(url);
        return file.matches()
                ? Optional.of(
                        new BeforeMigration(
                                Path.of(
                                        file.group(1)
                                                .replaceFirst(
                                                        "^~", System.getProperty("user.home")))))
                : Optional.empty();
    }

    private static Path beside(Path file, String ending) {
        return file.toAbsolutePath().resolveSibling(file.getFileName() + ending);
    }

    /// Goes back to the copy of a process that did not come to an end.
    void restore() {
        if (!Files.exists(copy)) {
            return;
        }
        try (var zip = new ZipInputStream(Files.newInputStream(copy))) {
            zip.getNextEntry();
            var fresh = beside(stored, ".new");
            Files.copy(zip, fresh, StandardCopyOption.REPLACE_EXISTING);
            lasting(fresh);
            Files.move(fresh, stored, StandardCopyOption.ATOMIC_MOVE);
            forget();
        } catch (IOException broken) {
            throw new UncheckedIOException(
                    "the copy '%s' from before an update cannot be read".formatted(copy), broken);
        }
    }

    /// The tables are up to date. It must not come back after a power failure.
    void forget() {
        try {
            if (Files.deleteIfExists(copy)) {
                lasting(copy.resolveSibling(""));
            }
        } catch (IOException broken) {
            throw new UncheckedIOException("'%s' cannot be deleted".formatted(copy), broken);
        }
    }

    private static void lasting(Path path) throws IOException {
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.BEFORE_EACH_MIGRATE && !taken;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    /// Takes the copy before the first migration that is due.
    @Override
    public void handle(Event event, Context context) {
        var unfinished = beside(stored, ".copying");
        try (var backup = context.getConnection().prepareStatement("backup to ?")) {
            backup.setString(1, unfinished.toString());
            backup.execute();
            lasting(unfinished);
            Files.move(unfinished, copy, StandardCopyOption.ATOMIC_MOVE);
            lasting(copy.resolveSibling(""));
            taken = true;
        } catch (SQLException | IOException broken) {
            throw new IllegalStateException(
                    "there is no copy of the database from before its update", broken);
        }
    }

    @Override
    public String getCallbackName() {
        return "before-migration";
    }
}
