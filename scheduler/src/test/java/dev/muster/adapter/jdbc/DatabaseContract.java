package dev.muster.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.adapter.jdbc.planning.JdbcRepositories;
import dev.muster.core.ci.RepoSlug;
import dev.muster.planning.RepositoryKind;
import dev.muster.planning.TrackedRepository;
import dev.muster.testkit.SettableClock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/// A database is brought up to date when it is opened, and keeps what it had.
abstract class DatabaseContract {

    private static final RepoSlug SAMPLE = new RepoSlug("local", "sample");

    @TempDir Path folder;

    abstract String url();

    @Test
    void a_database_opened_again_has_kept_its_rows() {
        var url = url();
        TrackedRepository added;
        try (var database = Database.open(url, "", "")) {
            added = repositories(database).add(SAMPLE, RepositoryKind.LOCAL, "/a", "main");
        }

        try (var database = Database.open(url, "", "")) {
            assertThat(repositories(database).all()).containsExactly(added);
        }
    }

    @Test
    void a_repository_added_again_keeps_its_number_and_takes_the_new_particulars() {
        try (var database = Database.open(url(), "", "")) {
            var first = repositories(database).add(SAMPLE, RepositoryKind.LOCAL, "/a", "main");

            var second = repositories(database).add(SAMPLE, RepositoryKind.LOCAL, "/b", "trunk");

            assertThat(second)
                    .isEqualTo(
                            new TrackedRepository(
                                    first.id(), SAMPLE, RepositoryKind.LOCAL, "/b", "trunk"));
            assertThat(repositories(database).find(SAMPLE)).contains(second);
        }
    }

    private static JdbcRepositories repositories(Database database) {
        return new JdbcRepositories(database, new SettableClock());
    }
}
