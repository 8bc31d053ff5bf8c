package dev.muster.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.bot.BotDesk;
import dev.muster.bot.Kind;
import dev.muster.bot.Topic;
import dev.muster.testkit.World;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// How much the bot says in an hour and in a day, whatever there is to be said.
abstract class BotLimitsContract extends WorldContract {

    private static final int TARGETS = 30;

    private BotDesk desk;

    @BeforeEach
    void land() {
        world.land(1, TWO_TARGETS);
        desk = new JdbcStores(database, world.clock, new SecureRandom()).bot();
    }

    @Test
    void flakes_are_told_two_an_hour_and_ten_a_day() {
        var made = new ArrayList<Integer>();
        for (var hour = 0; hour < 8; hour++) {
            made.add(ordered(Kind.FLAKE));
            world.clock.pass(Duration.ofMinutes(61));
        }

        assertThat(made).containsExactly(2, 2, 2, 2, 2, 0, 0, 0);
        world.clock.pass(Duration.ofHours(17));
        assertThat(ordered(Kind.FLAKE)).isEqualTo(2);
    }

    @Test
    void pull_requests_are_opened_five_a_day_of_each_kind() {
        assertThat(List.of(ordered(Kind.PROMOTION), ordered(Kind.PROMOTION))).containsExactly(5, 0);
        assertThat(ordered(Kind.DEMOTION)).isEqualTo(5);
        world.clock.pass(Duration.ofHours(23));
        assertThat(ordered(Kind.PROMOTION)).isZero();
        world.clock.pass(Duration.ofHours(2));
        assertThat(ordered(Kind.PROMOTION)).isEqualTo(5);
    }

    /// How many of many targets it takes up now.
    private int ordered(Kind kind) {
        return (int)
                IntStream.range(0, TARGETS)
                        .mapToObj(it -> desk.order(about("Linux " + it, kind), limits(kind)))
                        .filter(Optional::isPresent)
                        .count();
    }

    private static BotDesk.Limits limits(Kind kind) {
        return BotDesk.Limits.of(kind);
    }

    private static Topic about(String target, Kind kind) {
        return new Topic(
                World.REPO,
                "main",
                target,
                kind,
                Topic.Call.WANTED,
                Topic.Facts.NONE,
                null,
                null,
                null);
    }
}
