package dev.muster.adapter.jdbc;

final class H2DatabaseTest extends DatabaseContract {

    @Override
    String url() {
        return Database.h2(folder.resolve("muster"));
    }
}
