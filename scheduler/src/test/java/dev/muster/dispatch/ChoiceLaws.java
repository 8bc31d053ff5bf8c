package dev.muster.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.dispatch.Choice.Candidate;
import dev.muster.dispatch.Choice.Pool;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;

class ChoiceLaws {

    private static final int REPOSITORIES = 4;

    @Provide
    Arbitrary<List<Candidate>> lines() {
        return Combinators.combine(
                        Arbitraries.longs().between(1, REPOSITORIES),
                        Arbitraries.of("linux", "mac"),
                        Arbitraries.of(10, 20, 29, 30, 35),
                        Arbitraries.integers().between(0, 50),
                        Arbitraries.integers().between(0, 5).injectNull(0.5))
                .as(
                        (repository, platform, priority, second, capacity) ->
                                new Candidate(
                                        "",
                                        new Pool(repository, platform),
                                        priority,
                                        Instant.ofEpochSecond(second),
                                        capacity))
                .list()
                .ofMaxSize(60)
                .map(ChoiceLaws::named);
    }

    private static List<Candidate> named(List<Candidate> all) {
        var named = new ArrayList<Candidate>();
        for (var it : all) {
            named.add(
                    new Candidate(
                            "t" + named.size(),
                            it.pool(),
                            it.priority(),
                            it.enqueuedAt(),
                            it.capacity()));
        }
        return named;
    }

    @Property(tries = 300)
    void nothing_is_chosen_twice_nor_beyond_room_and_capacity(
            @ForAll("lines") List<Candidate> line, @ForAll @IntRange(max = 30) int room) {
        var chosen = Choice.of(line, Map.of(), Map.of(), room);

        assertThat(new HashSet<>(chosen)).hasSameSizeAs(chosen).hasSizeLessThanOrEqualTo(room);
        for (var it : chosen) {
            var capacity = it.capacity();
            var before = chosen.subList(0, chosen.indexOf(it));
            var used = before.stream().filter(other -> other.pool().equals(it.pool())).count();
            assertThat(capacity == null || used < capacity).isTrue();
        }
    }

    @Property(tries = 300)
    void the_more_urgent_goes_first_but_for_reserved_turns(
            @ForAll("lines") List<Candidate> line,
            @ForAll @IntRange(max = Choice.RESERVE - 1) int room) {
        var unbounded =
                line.stream()
                        .map(
                                it ->
                                        new Candidate(
                                                it.task(),
                                                it.pool(),
                                                it.priority(),
                                                it.enqueuedAt(),
                                                null))
                        .toList();

        var chosen = Choice.of(unbounded, Map.of(), Map.of(), room);

        assertThat(chosen).extracting(Candidate::priority).isSorted();
        var left = new ArrayList<>(unbounded);
        left.removeAll(chosen);
        assertThat(left)
                .allMatch(it -> chosen.isEmpty() || it.priority() >= chosen.getLast().priority());
    }

    @Property(tries = 300)
    void no_repository_is_kept_out_by_another_that_asks_for_more(
            @ForAll @IntRange(min = 1, max = 200) int greedy,
            @ForAll @IntRange(min = 1, max = 20) int modest,
            @ForAll @IntRange(min = 1, max = 30) int room) {
        var line = new ArrayList<Candidate>();
        for (var i = 0; i < greedy + modest; i++) {
            var repository = i < greedy ? 1 : 2;
            line.add(
                    new Candidate(
                            "t" + i,
                            new Pool(repository, "linux"),
                            30,
                            Instant.ofEpochSecond(i),
                            null));
        }

        var chosen = Choice.of(line, Map.of(), Map.of(), room);

        assertThat(chosen.stream().filter(it -> it.pool().repository() == 2).count())
                .isGreaterThanOrEqualTo(Math.min(modest, room / 2));
    }

    /// Pull requests arrive for ever on the same platform.
    @Property(tries = 200)
    void before_what_waits_longest_no_more_are_claimed_than_its_turn_needs(
            @ForAll @IntRange(max = 20) int older,
            @ForAll @IntRange(min = 1, max = 9) int room,
            @ForAll @IntRange(max = 100) int before) {
        var world = new EndlessArrivals(List.of(new Pool(1, "linux")), new Random(1), before);
        for (var i = 0; i <= older; i++) {
            world.land(new Pool(1, "linux"), null);
        }

        while (world.oldWaits()) {
            world.turn(room);
        }

        assertThat(world.claimed())
                .isLessThanOrEqualTo(before + room + Choice.RESERVE * (older + 1L));
    }

    /// On each platform of each repository more urgent tasks arrive than the room can take, for
    /// ever, run for times of their own and fill the capacities.
    @Property(tries = 200)
    void nothing_waits_for_ever(
            @ForAll @IntRange(min = 1, max = 3) int repositories,
            @ForAll @IntRange(min = 1, max = 4) int platforms,
            @ForAll @IntRange(min = 1, max = 6) int old,
            @ForAll @IntRange(min = 1, max = 5) int room,
            @ForAll Random random) {
        var pools = new ArrayList<Pool>();
        for (var i = 0; i < repositories * platforms; i++) {
            pools.add(new Pool(i % repositories, "p" + i / repositories));
        }
        var world = new EndlessArrivals(pools, random, 0);
        for (var i = 0; i < old * pools.size(); i++) {
            world.land(pools.get(i % pools.size()), 1 + random.nextInt(2));
        }
        var patience =
                Choice.RESERVE * Choice.RESERVE * EndlessArrivals.LONGEST * (old * pools.size());

        for (var i = 0; world.oldWaits() && i < patience; i++) {
            world.turn(room);
        }

        assertThat(world.oldWaits()).isFalse();
    }
}
