package dev.muster.adapter.jdbc;

import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.testkit.Databases;

final class H2GitHubClaimsTest extends GitHubClaimsContract {

    @Override
    Database open() {
        return Databases.h2();
    }
}
