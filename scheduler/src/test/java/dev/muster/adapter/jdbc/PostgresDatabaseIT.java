package dev.muster.adapter.jdbc;

import dev.muster.testkit.Databases;

final class PostgresDatabaseIT extends DatabaseContract {

    @Override
    String url() {
        return Databases.postgresUrl();
    }
}
