package dev.muster.adapter.quartz;

import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.testkit.Databases;

final class H2TimedRoundsTest extends TimedRoundsContract {

    @Override
    Database open() {
        return Databases.h2();
    }

    @Override
    boolean postgresql() {
        return false;
    }
}
