package dev.muster.adapter.jdbc;

import dev.muster.testkit.Databases;

final class PostgresExternalIT extends ExternalContract {

    @Override
    Database open() {
        return Databases.postgres();
    }
}
