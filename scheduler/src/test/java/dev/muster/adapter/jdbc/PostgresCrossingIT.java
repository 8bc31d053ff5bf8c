package dev.muster.adapter.jdbc;

import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.testkit.Databases;

final class PostgresCrossingIT extends CrossingContract {

    @Override
    Database open() {
        return Databases.postgres();
    }
}
