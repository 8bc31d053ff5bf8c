package dev.muster.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.actions.ActionsStore;
import dev.muster.adapter.jdbc.actions.JdbcActions;
import dev.muster.adapter.jdbc.ground.Json;
import dev.muster.adapter.jdbc.pulls.JdbcChecks;
import dev.muster.checks.CheckStore;
import dev.muster.checks.WantedCheck;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// What is to be sent to GitHub is claimed a few at a time, and nobody else is kept from the rest.
abstract class GitHubClaimsContract extends WorldContract {

    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final WantedCheck WANTED =
            new WantedCheck(
                    "muster",
                    WantedCheck.State.QUEUED,
                    "https://muster.example",
                    "title",
                    "summary",
                    "",
                    List.of(),
                    List.of(),
                    false);
    private static final int OF_THE_WHOLE = 2;
    private static final int OF_A_TARGET = 5;

    private CheckStore checks;
    private ActionsStore actions;

    @BeforeEach
    void stores() {
        checks = new JdbcChecks(world.database, world.clock, new SecureRandom());
        actions = new JdbcActions(world.database, world.clock, new SecureRandom());
    }

    @Test
    void a_claim_of_check_runs_holds_only_what_it_takes() {
        for (var i = 0; i < 40; i++) {
            check("check-%02d".formatted(i), "due", OF_THE_WHOLE);
        }
        var rows = new FreeRows(world.database, "check_run", "external_id");

        var free = rows.during(() -> whole(5));

        assertThat(free).doesNotContain("check-00", "check-04").contains("check-05").hasSize(35);
    }

    @Test
    void what_is_about_the_whole_is_not_kept_by_what_is_about_targets() {
        check("target", "due", OF_A_TARGET);
        check("whole", "due", OF_THE_WHOLE);

        assertThat(whole(5)).containsExactly("whole");
        assertThat(claim(CheckStore.About.TARGETS, 5)).containsExactly("target");
    }

    @Test
    void what_may_have_been_sent_is_claimed_in_its_turn() {
        check("second", "due", OF_THE_WHOLE);
        check("first", "unknown", OF_THE_WHOLE - 1);
        check("third", "unknown", OF_THE_WHOLE + 1);

        assertThat(whole(2)).containsExactly("first", "second");
        assertThat(whole(2)).containsExactly("third");
    }

    @Test
    void a_claim_of_runs_holds_only_what_it_takes() {
        for (var i = 0; i < 40; i++) {
            dispatch("dispatch-%02d".formatted(i));
        }
        var rows = new FreeRows(world.database, "actions_dispatch", "id");

        var free = rows.during(() -> actions.toSend("one", LEASE, 5));

        assertThat(free).doesNotContain("dispatch-00").contains("dispatch-05").hasSize(35);
    }

    private List<String> whole(int limit) {
        return claim(CheckStore.About.THE_WHOLE, limit);
    }

    private List<String> claim(CheckStore.About about, int limit) {
        return checks.claim(about, Set.of(), "one", LEASE, limit).stream()
                .map(CheckStore.Pending::externalId)
                .toList();
    }

    private void check(String id, String state, int priority) {
        world.database
                .jdbi()
                .useHandle(
                        handle ->
                                handle.createUpdate(
                                                """
                                                insert into check_run (external_id, repository_id,
                                                    branch, sha, name, wanted, wanted_version,
                                                    wanted_at, final, confirmed_version, state,
                                                    priority, due_at, tries)
                                                select :id, id, 'main', :sha, :id, :wanted, 1,
                                                    :now, false, 0, :state, :priority, :now, 0
                                                from repository
                                                """)
                                        .bind("id", id)
                                        .bind("sha", "f".repeat(40))
                                        .bind("wanted", Json.of(WANTED))
                                        .bind("state", state)
                                        .bind("priority", priority)
                                        .bind("now", now())
                                        .execute());
    }

    private void dispatch(String id) {
        world.database
                .jdbi()
                .useHandle(
                        handle ->
                                handle.createUpdate(
                                                """
                                                insert into actions_dispatch (id, repository_id,
                                                    branch, sha, pool, state, due_at, tries)
                                                select :id, id, 'main', :sha, 'trusted', 'due',
                                                    :now, 0
                                                from repository
                                                """)
                                        .bind("id", id)
                                        .bind("sha", "f".repeat(40))
                                        .bind("now", now())
                                        .execute());
    }

    private Instant now() {
        return world.clock.instant();
    }
}
