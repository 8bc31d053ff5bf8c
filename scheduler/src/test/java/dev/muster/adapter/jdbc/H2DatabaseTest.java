package dev.muster.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.adapter.jdbc.planning.JdbcRepositories;
import dev.muster.core.ci.RepoSlug;
import dev.muster.planning.RepositoryKind;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Clock;

final class H2DatabaseTest extends DatabaseContract {

    private static final RepoSlug LAST = new RepoSlug("local", "last");

    @Override
    String url() {
        return Database.h2(folder.resolve("muster"));
    }

    @Test
    void what_was_committed_outlives_a_process_that_is_killed_at_once() throws Exception {
        var killed =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Killed.class.getName(),
                                url())
                        .inheritIO()
                        .start();

        assertThat(killed.waitFor()).isEqualTo(Killed.EXIT);
        try (var database = Database.open(url(), "", "")) {
            assertThat(new JdbcRepositories(database, Clock.systemUTC()).find(LAST)).isPresent();
        }
    }

    /// Commits, and is no more.
    static final class Killed {

        static final int EXIT = 137;

        private Killed() {}

        public static void main(String[] arguments) {
            var database = Database.open(arguments[0], "", "");
            new JdbcRepositories(database, Clock.systemUTC())
                    .add(LAST, RepositoryKind.LOCAL, "/a", "main");
            Runtime.getRuntime().halt(EXIT);
        }
    }
}
