package dev.muster.scenario;

import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.testkit.Databases;

final class PostgresForkRunsIT extends ForkRunsContract {

    @Override
    Database database() {
        return Databases.postgres();
    }
}
