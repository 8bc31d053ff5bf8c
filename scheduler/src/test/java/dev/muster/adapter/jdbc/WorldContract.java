package dev.muster.adapter.jdbc;

import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.testkit.World;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// The whole service on a database of its own for each test.
abstract class WorldContract {

    static final String TWO_TARGETS =
            """
            enabled_branches: [main]
            platform_properties:
              linux:
                properties: {os: Linux}
            targets:
              - name: Linux analyze
                run: ./analyze.sh
              - name: Linux test
                run: ./test.sh
            """;

    Database database;
    World world;

    abstract Database open();

    @BeforeEach
    final void begin() {
        database = open();
        world = World.on(database);
    }

    @AfterEach
    final void end() {
        database.close();
    }
}
