package dev.muster.wiring;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;

/// Everything the operator decides about a service on this machine.
///
/// @param host address to listen on
/// @param port to listen on; 0: any free one
/// @param dataDir folder of the embedded database, the logs and the attempts
/// @param repositories folders of the git repositories to watch
/// @param database where the tables are
/// @param publicRead whether reading needs no token
/// @param adminToken the token of a gardener; null where there is none
/// @param capacity how many tasks this machine runs at once
public record ServeSettings(
        String host,
        int port,
        Path dataDir,
        List<Path> repositories,
        DatabaseSettings database,
        boolean publicRead,
        @Nullable String adminToken,
        int capacity) {

    public ServeSettings {
        repositories = List.copyOf(repositories);
    }

    /// Whether the service listens for this machine only.
    public boolean local() {
        return host.equals("127.0.0.1") || host.equals("localhost") || host.equals("::1");
    }

    /// @param url empty: H2 in the data folder
    /// @param user empty where the URL says all
    /// @param password likewise
    public record DatabaseSettings(String url, String user, String password) {

        /// H2 in the data folder.
        public static final DatabaseSettings EMBEDDED = new DatabaseSettings("", "", "");
    }
}
