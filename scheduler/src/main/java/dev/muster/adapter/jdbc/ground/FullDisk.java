package dev.muster.adapter.jdbc.ground;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Tells whether a database failed because its disk is full: the world's trouble, not a fault.
public final class FullDisk {

    static final String SENTENCE = "the disk of the database is full; make room, and work goes on";

    private FullDisk() {}

    /// What the file system said, if it was that.
    public static Optional<IOException> in(Throwable trouble) {
        return Stream.<Throwable>iterate(trouble, it -> it != null, Throwable::getCause)
                .limit(20)
                .filter(IOException.class::isInstance)
                .map(IOException.class::cast)
                .filter(it -> says(String.valueOf(it.getMessage()).toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    private static boolean says(String message) {
        return message.contains("no space left")
                || message.contains("not enough space")
                || message.contains("quota exceeded");
    }
}
