package dev.muster.bot;

import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.testkit.Databases;

final class PostgresMootIT extends MootContract {

    @Override
    Database database() {
        return Databases.postgres();
    }
}
