package dev.muster.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.access.Secret;
import dev.muster.people.Person;
import dev.muster.people.Sessions;

import org.junit.jupiter.api.Test;

import java.security.SecureRandom;
import java.time.Duration;

/// The browsers of people, on a database.
abstract class SessionsContract extends WorldContract {

    private static final Person ADA = new Person(7, "ada");

    private Sessions sessions() {
        return world.stores.sessions();
    }

    @Test
    void a_session_tells_whose_it_is_and_only_its_hash_is_kept() {
        var session = sessions().open(ADA);

        assertThat(sessions().owner(session)).hasValue(ADA);
        assertThat(world.list("select hash from web_session")).containsExactly(session.hash());
    }

    @Test
    void a_session_that_was_never_opened_is_nobodys() {
        sessions().open(ADA);

        assertThat(sessions().owner(Secret.fresh(new SecureRandom()))).isEmpty();
    }

    @Test
    void a_session_ends_when_nobody_uses_it() {
        var session = sessions().open(ADA);

        world.clock.pass(Sessions.IDLE.minusSeconds(1));
        assertThat(sessions().owner(session)).isPresent();
        world.clock.pass(Sessions.IDLE);
        assertThat(sessions().owner(session)).isEmpty();
    }

    @Test
    void a_session_ends_however_it_is_used() {
        var session = sessions().open(ADA);
        for (var day = 1; day < Sessions.LONGEST.toDays(); day++) {
            world.clock.pass(Duration.ofDays(1));
            assertThat(sessions().owner(session)).as("day %d", day).isPresent();
        }

        world.clock.pass(Duration.ofDays(1));

        assertThat(sessions().owner(session)).isEmpty();
    }

    @Test
    void all_sessions_of_a_person_end_and_nobody_elses() {
        var one = sessions().open(ADA);
        var two = sessions().open(ADA);
        var other = sessions().open(new Person(8, "bob"));

        sessions().closeAll(ADA);

        assertThat(sessions().owner(one)).isEmpty();
        assertThat(sessions().owner(two)).isEmpty();
        assertThat(sessions().owner(other)).isPresent();
    }

    @Test
    void a_browser_comes_back_once_and_in_time() {
        sessions().begin("one", "/a");
        sessions().begin("two", "/b");

        assertThat(sessions().finish("one")).hasValue("/a");
        assertThat(sessions().finish("one")).isEmpty();
        world.clock.pass(Sessions.PENDING);
        assertThat(sessions().finish("two")).isEmpty();
        assertThat(sessions().finish("three")).isEmpty();
    }

    @Test
    void who_floods_the_door_drives_out_the_oldest_and_locks_nobody_out() {
        sessions().begin("long ago", "/");
        world.clock.pass(Duration.ofMinutes(1));
        fill(Sessions.MOST_PENDING - 1);

        sessions().begin("newest", "/new");

        assertThat(sessions().finish("newest")).hasValue("/new");
        assertThat(sessions().finish("long ago")).isEmpty();
        assertThat(world.list("select count(*) from departure"))
                .containsExactly(Integer.toString(Sessions.MOST_PENDING * 9 / 10));
    }

    private void fill(int number) {
        var until = world.clock.instant().plus(Sessions.PENDING);
        world.database
                .jdbi()
                .useHandle(
                        handle -> {
                            var batch =
                                    handle.prepareBatch(
                                            "insert into departure (state, back, until) values"
                                                    + " (:state, '/', :until)");
                            for (var each = 0; each < number; each++) {
                                batch.bind("state", "state " + each).bind("until", until).add();
                            }
                            batch.execute();
                        });
    }

    @Test
    void what_has_ended_is_forgotten() {
        sessions().begin("one", "/");
        sessions().open(ADA);
        world.clock.pass(Sessions.IDLE.plusSeconds(1));

        world.stores.vacuum().round();

        assertThat(world.list("select state from departure")).isEmpty();
        assertThat(world.list("select hash from web_session")).isEmpty();
    }
}
