package dev.muster.adapter.jdbc.ground;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// Who is killed while the tables of H2 are changed begins that again, with all that was stored.
final class BeforeMigrationTest {

    private static final String NEWEST = "(select max(installed_rank) from flyway_schema_history)";

    @TempDir private Path folder;

    private String url() {
        return Database.h2(folder.resolve("muster"));
    }

    private Path copy() {
        return folder.resolve("muster.before-migration.zip");
    }

    private List<String> inbox() {
        try (var database = Database.open(url(), "", "")) {
            return database.jdbi()
                    .withHandle(
                            it ->
                                    it.createQuery("select delivery from inbox")
                                            .mapTo(String.class)
                                            .list());
        }
    }

    /// What a process leaves that is killed between two changes: a copy from before them, and
    /// tables that are neither old nor new.
    private void killedBetweenTwoChanges() throws IOException {
        try (var database = Database.open(url(), "", "")) {
            database.jdbi()
                    .useHandle(
                            it -> {
                                it.execute(
                                        "insert into inbox (source, delivery, kind, payload,"
                                            + " received_at, due_at) values ('git', 'kept', 'news',"
                                            + " '{}', now(), now())");
                                it.execute("backup to ?", folder.resolve("copy.zip").toString());
                                it.execute("alter table inbox drop column payload");
                                it.execute(
                                        "update flyway_schema_history set success = false"
                                                + " where installed_rank = "
                                                + NEWEST);
                            });
        }
        Files.move(folder.resolve("copy.zip"), copy());
    }

    @Test
    void the_next_start_goes_back_and_begins_again() throws IOException {
        killedBetweenTwoChanges();

        assertThat(inbox()).containsExactly("kept");
        assertThat(copy()).doesNotExist();
    }

    @Test
    void who_is_killed_while_going_back_goes_back_once_more() throws IOException {
        killedBetweenTwoChanges();
        var again = Files.readAllBytes(copy());
        inbox();
        Files.write(copy(), again);
        Files.copy(copy(), folder.resolve("muster.mv.db.new"), StandardCopyOption.REPLACE_EXISTING);

        assertThat(inbox()).containsExactly("kept");
    }

    @Test
    void nothing_is_left_of_an_update_that_came_to_its_end() {
        inbox();

        assertThat(folder).isDirectoryNotContaining(it -> !it.toString().endsWith(".mv.db"));
    }

    /// The real thing: the copy is taken when a migration is due, and not where none is.
    @Test
    void a_copy_is_taken_before_the_first_migration_that_is_due() throws IOException {
        inbox();
        try (var database = Database.connect(url(), "", "")) {
            database.jdbi()
                    .useHandle(
                            it -> {
                                it.execute("drop index audit_of_repo");
                                it.execute(
                                        "delete from flyway_schema_history where version = '94'");
                            });
        }

        // The column is there already, as after a kill, so the migration fails and the copy stays.
        assertThat(catchThrowable()).contains("94");
        assertThat(copy()).exists();
    }

    private String catchThrowable() {
        try {
            inbox();
            return "";
        } catch (RuntimeException broken) {
            return broken.toString();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://localhost/muster",
                "jdbc:h2:mem:test;DB_CLOSE_DELAY=-1",
                "jdbc:h2:tcp://localhost/muster",
                "jdbc:h2:ssl://localhost/muster",
                "jdbc:h2:zip:muster.zip!/muster"
            })
    void of_others_no_copy_is_taken(String url) {
        assertThat(BeforeMigration.of(url)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:h2:file:/data/muster;MODE=PostgreSQL",
                "jdbc:h2:~/muster",
                "jdbc:h2:./muster"
            })
    void of_files_it_is(String url) {
        assertThat(BeforeMigration.of(url)).isPresent();
    }
}
