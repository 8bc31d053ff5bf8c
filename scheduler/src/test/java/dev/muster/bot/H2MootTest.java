package dev.muster.bot;

import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.testkit.Databases;

final class H2MootTest extends MootContract {

    @Override
    Database database() {
        return Databases.h2();
    }
}
