package dev.muster.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.adapter.jdbc.planning.JdbcInbox;
import dev.muster.inbox.Claim;
import dev.muster.inbox.Inbox;
import dev.muster.inbox.Message;
import dev.muster.reporting.Vacuum;
import dev.muster.testkit.SettableClock;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/// Messages are handled once, whoever dies on the way.
abstract class InboxContract {

    private static final Duration LEASE = Duration.ofMinutes(1);

    private final SettableClock clock = new SettableClock();
    private Database database;
    private Inbox inbox;

    abstract Database open();

    @BeforeEach
    final void begin() {
        database = open();
        inbox = new JdbcInbox(database, clock);
    }

    @AfterEach
    final void end() {
        database.close();
    }

    @Test
    void a_doubled_delivery_is_one_message() {
        assertThat(put("a")).isEqualTo(Inbox.Receipt.NEW);
        assertThat(put("a")).isEqualTo(Inbox.Receipt.KNOWN);

        assertThat(claim("one")).hasSize(1);
    }

    @Test
    void messages_come_in_the_order_of_their_arrival() {
        put("b");
        put("a");

        assertThat(claim("one"))
                .extracting(claim -> claim.message().delivery())
                .containsExactly("b", "a");
    }

    @Test
    void a_claimed_message_is_nobody_elses_until_its_lease_has_run_out() {
        put("a");
        claim("one");
        assertThat(claim("two")).isEmpty();

        clock.pass(LEASE.plusSeconds(1));

        assertThat(claim("two")).extracting(Claim::tries).containsExactly(2);
    }

    @Test
    void a_claim_holds_only_what_it_takes() {
        for (var i = 0; i < 40; i++) {
            put("message-" + i);
        }
        var rows = new FreeRows(database, "inbox", "delivery");

        var free = rows.during(() -> inbox.claim("news", "one", LEASE, 5));

        assertThat(free).doesNotContain("message-0").contains("message-39").hasSize(35);
    }

    @Test
    void a_completed_message_does_not_come_back() {
        put("a");
        inbox.complete(claim("one"));
        clock.pass(LEASE.multipliedBy(100));

        assertThat(claim("two")).isEmpty();
        assertThat(put("a")).isEqualTo(Inbox.Receipt.KNOWN);
    }

    @Test
    void who_lost_the_lease_can_no_longer_complete() {
        put("a");
        var lost = claim("one").getFirst();
        clock.pass(LEASE.plusSeconds(1));
        claim("two");

        inbox.complete(List.of(lost));
        clock.pass(LEASE.plusSeconds(1));

        assertThat(claim("three")).hasSize(1);
    }

    @Test
    void pauses_between_tries_double_up_to_a_quarter_of_an_hour() {
        assertThat(JdbcInbox.pause(1)).isEqualTo(Duration.ofSeconds(5));
        assertThat(JdbcInbox.pause(2)).isEqualTo(Duration.ofSeconds(10));
        assertThat(JdbcInbox.pause(5)).isEqualTo(Duration.ofSeconds(80));
        assertThat(JdbcInbox.pause(1_000_000)).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void a_message_given_back_comes_again_after_its_pause() {
        put("a");
        inbox.retryLater(claim("one").getFirst(), "the net is down" + "x".repeat(5000));
        assertThat(claim("one")).isEmpty();

        clock.pass(Duration.ofSeconds(5));

        assertThat(claim("one")).hasSize(1);
    }

    @Test
    void a_message_given_up_does_not_come_back() {
        put("a");
        inbox.giveUp(claim("one").getFirst(), "no such commit");
        clock.pass(Duration.ofDays(1));

        assertThat(claim("one")).isEmpty();
    }

    @Test
    void the_vacuum_takes_old_handled_messages_and_no_others() {
        put("handled");
        inbox.complete(claim("one"));
        put("waiting");
        clock.pass(Vacuum.MESSAGES_KEPT.plusDays(1));

        var gone = new JdbcVacuum(database, clock).round();

        assertThat(gone).isEqualTo(1);
        assertThat(claim("one"))
                .extracting(claim -> claim.message().delivery())
                .containsExactly("waiting");
    }

    @Test
    void many_instances_at_once_get_each_message_once() throws Exception {
        for (var i = 0; i < 200; i++) {
            put("m" + i);
        }
        var rounds = new ArrayList<Callable<List<Claim>>>();
        for (var i = 0; i < 40; i++) {
            var owner = "owner" + i % 4;
            rounds.add(() -> inbox.claim("news", owner, LEASE, 10));
        }
        var claimed = new ArrayList<Long>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var round : threads.invokeAll(rounds)) {
                round.get().forEach(claim -> claimed.add(claim.id()));
            }
        }
        // Rows that another round was just looking at are left to the next one.
        for (var rest = claim("last"); !rest.isEmpty(); rest = claim("last")) {
            rest.forEach(claim -> claimed.add(claim.id()));
        }

        assertThat(claimed).hasSize(200).doesNotHaveDuplicates();
    }

    private Inbox.Receipt put(String delivery) {
        return inbox.put(new Message("git", delivery, "news", null, "{}"));
    }

    private List<Claim> claim(String owner) {
        return inbox.claim("news", owner, LEASE, 10);
    }
}
