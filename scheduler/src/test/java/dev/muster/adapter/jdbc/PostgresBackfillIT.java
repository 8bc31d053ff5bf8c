package dev.muster.adapter.jdbc;

import dev.muster.testkit.Databases;

final class PostgresBackfillIT extends BackfillContract {

    @Override
    Database open() {
        return Databases.postgres();
    }
}
