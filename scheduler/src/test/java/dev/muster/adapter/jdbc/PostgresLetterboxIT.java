package dev.muster.adapter.jdbc;

import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.testkit.Databases;

final class PostgresLetterboxIT extends LetterboxContract {

    @Override
    Database open() {
        return Databases.postgres();
    }
}
