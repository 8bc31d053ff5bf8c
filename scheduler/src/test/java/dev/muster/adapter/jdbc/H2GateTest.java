package dev.muster.adapter.jdbc;

import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.testkit.Databases;

final class H2GateTest extends GateContract {

    @Override
    Database open() {
        return Databases.h2();
    }
}
