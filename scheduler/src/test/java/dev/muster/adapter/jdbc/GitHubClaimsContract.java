package dev.muster.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.actions.ActionsStore;
import dev.muster.adapter.jdbc.actions.JdbcActions;
import dev.muster.adapter.jdbc.ground.Json;
import dev.muster.adapter.jdbc.pulls.JdbcChecks;
import dev.muster.checks.CheckStore;
import dev.muster.checks.Wanted;
import dev.muster.checks.WantedCheck;
import dev.muster.checks.WantedCheck.State;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What is to be sent to GitHub is claimed a few at a time, and nobody else is kept from the rest.
abstract class GitHubClaimsContract extends WorldContract {

    private static final Duration LEASE = Duration.ofMinutes(1);
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
    void an_approval_or_a_rerun_is_as_urgent_as_the_verdict_that_it_takes_back() {
        var urgencies =
                urgencies(
                        wish(State.QUEUED, "being planned", false),
                        wish(State.ACTION_REQUIRED, "waits for approval", false),
                        wish(State.QUEUED, "0 of 3", true),
                        wish(State.IN_PROGRESS, "0 of 3", true),
                        wish(State.IN_PROGRESS, "1 of 3", true),
                        wish(State.FAILURE, "1 of 3 failed", true),
                        wish(State.FAILURE, "2 of 3 failed", true),
                        wish(State.FAILURE, "2 of 3 failed", false),
                        wish(State.IN_PROGRESS, "2 of 3", true));

        assertThat(urgencies)
                .containsExactly(
                        "being planned NEWS",
                        "waits for approval VERDICT",
                        "0 of 3 VERDICT",
                        "0 of 3 NEWS",
                        "1 of 3 PROGRESS",
                        "1 of 3 failed VERDICT",
                        "2 of 3 failed PROGRESS",
                        "2 of 3 failed VERDICT",
                        "2 of 3 VERDICT");
    }

    @Test
    void what_was_urgent_stays_so_until_something_is_shown() {
        var urgencies =
                urgencies(
                        wish(State.ACTION_REQUIRED, "waits for approval", false),
                        wish(State.QUEUED, "missed: 0 of 3", true),
                        wish(State.IN_PROGRESS, "missed: 0 of 3", true),
                        wish(State.IN_PROGRESS, "1 of 3", true),
                        wish(State.IN_PROGRESS, "2 of 3", true));

        assertThat(urgencies)
                .containsExactly("waits for approval VERDICT", "1 of 3 VERDICT", "2 of 3 PROGRESS");
    }

    @Test
    void what_moves_a_merge_group_goes_before_what_moves_a_pull_request() {
        want("pull:7:main", wish(State.SUCCESS, "verdict of a pull request", false));
        world.clock.pass(Duration.ofSeconds(1));
        want("pull:8:main", wish(State.QUEUED, "news of a pull request", false));
        want("queue:main", wish(State.QUEUED, "news of a merge group", false));

        assertThat(claimed())
                .extracting(it -> it.check().title())
                .containsExactly(
                        "verdict of a pull request",
                        "news of a merge group",
                        "news of a pull request");
    }

    /// Each is wanted two minutes after the one before, and shown unless it is missed.
    private List<String> urgencies(WantedCheck... wishes) {
        var urgencies = new ArrayList<String>();
        for (var wish : wishes) {
            want("pull:7:main", wish);
            world.clock.pass(Duration.ofMinutes(2));
            if (!wish.title().startsWith("missed")) {
                for (var pending : claimed()) {
                    urgencies.add(pending.check().title() + " " + pending.urgency());
                    checks.confirmed(pending, 1);
                }
            }
        }
        return urgencies;
    }

    private void want(String line, WantedCheck wish) {
        var repository = Long.parseLong(world.text("select id from repository"));
        var due = new CheckStore.Due(repository, line, "f".repeat(40), 1);
        checks.want(due, List.of(wish), Duration.ofMinutes(1));
    }

    private List<CheckStore.Pending> claimed() {
        return checks.claim(CheckStore.About.THE_WHOLE, Set.of(), "one", LEASE, 9);
    }

    private static WantedCheck wish(State state, String title, boolean progress) {
        return new WantedCheck(
                Wanted.REQUIRED,
                state,
                "https://muster.example",
                title,
                "summary",
                "",
                List.of(),
                List.of(),
                progress);
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
                                        .bind("wanted", Json.of(wish(State.QUEUED, "title", false)))
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
