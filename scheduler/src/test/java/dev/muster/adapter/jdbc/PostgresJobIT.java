package dev.muster.adapter.jdbc;

import dev.muster.testkit.Databases;

final class PostgresJobIT extends JobContract {

    @Override
    Database open() {
        return Databases.postgres();
    }
}
