package dev.muster.wiring;

import dev.muster.adapter.jdbc.ground.Database;

/// Opens the database that the settings name.
final class Databases {

    private Databases() {}

    static boolean isPostgres(ServeSettings settings) {
        return settings.database().url().startsWith("jdbc:postgresql:");
    }

    static Database open(ServeSettings settings, DataFolder folder) throws StartFailure {
        var given = settings.database();
        var url =
                given.url().isEmpty() ? Database.h2(folder.path().resolve("muster")) : given.url();
        if (!url.startsWith("jdbc:postgresql:") && !url.startsWith("jdbc:h2:")) {
            folder.close();
            throw new StartFailure(
                    "MUSTER_DATABASE_URL is '%s', and must begin with jdbc:postgresql: or jdbc:h2:, such as jdbc:postgresql://db.example.org/muster"
                            .formatted(shown(url)));
        }
        try {
            return Database.open(url, given.user(), given.password());
        } catch (RuntimeException e) {
            folder.close();
            throw new StartFailure(
                    "the database %s cannot be used: %s".formatted(shown(url), deepest(e)));
        }
    }

    /// A URL may carry a password behind its question mark, and where some write one before the
    /// host.
    private static String shown(String url) {
        var end = url.indexOf(url.startsWith("jdbc:h2:") ? ';' : '?');
        return (end < 0 ? url : url.substring(0, end)).replaceFirst("//[^/]*@", "//…@");
    }

    private static String deepest(Throwable e) {
        var cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }
}
