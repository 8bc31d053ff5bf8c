package dev.muster.adapter.jdbc;

import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.testkit.Databases;

final class H2WebPagesTest extends WebPagesContract {

    @Override
    Database open() {
        return Databases.h2();
    }
}
