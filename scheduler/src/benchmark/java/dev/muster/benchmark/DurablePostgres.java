package dev.muster.benchmark;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import java.io.IOException;

/// A PostgreSQL that writes to the disk before it answers, as one that is to keep its promises.
final class DurablePostgres implements AutoCloseable {

    private final EmbeddedPostgres server;

    DurablePostgres() throws IOException {
        server =
                EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("shared_buffers", "512MB")
                        .setServerConfig("max_wal_size", "4GB")
                        .start();
    }

    String url() {
        return server.getJdbcUrl("postgres", "postgres");
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
