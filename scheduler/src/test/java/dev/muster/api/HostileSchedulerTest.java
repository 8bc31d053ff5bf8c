package dev.muster.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.access.Role;
import dev.muster.access.Scope;
import dev.muster.access.Tokens;
import dev.muster.testkit.Databases;
import dev.muster.testkit.SimulatedCommits;
import dev.muster.testkit.World;
import dev.muster.wiring.RunningApi;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/// A laboratory whose posts come early, late, in any order and again and again, and a stranger who
/// posts garbage and for others: the laboratory's cells are those of a quiet day.
final class HostileSchedulerTest {

    private static final int COMMITS = 6;
    private static final List<String> LAB = List.of("Linux lab", "Linux bench", "Linux soak");
    private static final List<String> OTHERS =
            List.of("Linux lab", "Linux bench", "Linux test", "Linux nothing");
    private static final List<String> ENDS =
            List.of("failed", "succeeded", "failed", "succeeded", "infra_failure", "cancelled");

    private static final String CONFIG =
            """
            enabled_branches: [main]
            platform_properties: {linux: {}}
            targets:
              - {name: Linux test, run: ./test.sh}
              - {name: Linux lab, scheduler: partner_lab}
              - {name: Linux bench, scheduler: partner_lab, bringup: false}
              - {name: Linux soak, scheduler: partner_lab}
              - {name: Linux stranger, scheduler: stranger}
            """;

    private static final String SEEN =
            """
            select t.sha || ' ' || t.target || ' ' || t.status || ' ' || t.attempts
                || ' ' || coalesce(t.verdict, '-') || case when t.flaky then ' flaky' else '' end
                || coalesce(' | ' || a.number || ' ' || a.status || ' ' || a.build || ' '
                    || a.started_at || ' ' || coalesce(cast(a.finished_at as varchar), '-'), '')
            from task t left join attempt a on a.task_id = t.id
            where t.scheduler <> 'stranger'
            order by t.sha, t.target, a.number
            """;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void a_storm_leaves_what_a_quiet_day_leaves(long seed) {
        var random = new Random(seed);
        var truth = truth(random);

        var quiet = quietDay(truth);
        var storm = storm(truth, random);

        assertThat(storm.said()).containsExactly(200, 202);
        assertThat(storm.strangers()).contains(400, 403, 404, 422).allMatch(it -> it < 500);
        assertThat(storm.seen()).isEqualTo(quiet);
        assertThat(quiet).hasSizeGreaterThan(COMMITS * LAB.size());
    }

    /// What really happened: for each target on each commit some attempts, each posted twice.
    private static List<String> truth(Random random) {
        var posts = new ArrayList<String>();
        for (var commit = 1; commit <= COMMITS; commit++) {
            for (var target : LAB) {
                for (var attempt = 1; attempt <= 1 + random.nextInt(3); attempt++) {
                    var begun = Instant.parse("2026-03-01T10:00:00Z").plusSeconds(600L * attempt);
                    var run =
                            ", \"attempt\": %1$d, \"runId\": \"r%1$d\", \"startedAt\": \"%2$s\""
                                    .formatted(attempt, begun);
                    var end = ", \"finishedAt\": \"" + begun.plusSeconds(60) + "\"";
                    var how = ENDS.get(random.nextInt(ENDS.size()));
                    posts.add(post(commit, target, "running", run));
                    posts.add(post(commit, target, how, run + end));
                }
            }
        }
        return posts;
    }

    private static List<String> quietDay(List<String> truth) {
        var world = World.on(Databases.h2());
        try (var api = RunningApi.local(world)) {
            var token = token(world, "partner_lab");
            for (var commit = 1; commit <= COMMITS; commit++) {
                world.land(commit, CONFIG);
            }
            truth.forEach(it -> assertThat(send(api, token, it)).isEqualTo(200));
            return world.list(SEEN);
        }
    }

    /// @param said what the laboratory was answered
    /// @param strangers what the stranger was answered
    /// @param seen what stands in the end
    private record Storm(Set<Integer> said, Set<Integer> strangers, List<String> seen) {}

    private static Storm storm(List<String> truth, Random random) {
        var posts = new ArrayList<>(truth);
        truth.stream().filter(_ -> random.nextBoolean()).forEach(posts::add);
        Collections.shuffle(posts, random);
        var world = World.on(Databases.h2());
        try (var api = RunningApi.local(world)) {
            var token = token(world, "partner_lab");
            var strangers = token(world, "stranger");
            var said = new TreeSet<Integer>();
            var refused = new TreeSet<Integer>();
            var landed = 0;
            for (var i = 0; i < posts.size(); i++) {
                if (i * COMMITS / posts.size() >= landed) {
                    world.land(++landed, CONFIG);
                }
                said.add(send(api, token, posts.get(i)));
                for (var n = 0; n < 3; n++) {
                    refused.add(send(api, strangers, nonsense(random)));
                }
                world.posts.round();
            }
            return new Storm(said, refused, world.list(SEEN));
        }
    }

    /// For others, of wrong words, or damaged; what is of the stranger's own target may be taken.
    private static String nonsense(Random random) {
        var commit = 1 + random.nextInt(COMMITS + 1);
        var own = post(commit, "Linux stranger", "failed", "");
        return switch (random.nextInt(5)) {
            case 0 -> post(commit, OTHERS.get(random.nextInt(OTHERS.size())), "failed", "");
            case 1 -> post(commit, "Linux stranger", "greenish", ", \"attempt\": -1");
            case 2 -> own.substring(0, random.nextInt(own.length()));
            case 3 -> noise(random);
            default -> {
                var damaged = own.getBytes(StandardCharsets.UTF_8);
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
                yield new String(damaged, StandardCharsets.ISO_8859_1);
            }
        };
    }

    private static String noise(Random random) {
        var bytes = new byte[random.nextInt(3_000)];
        random.nextBytes(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String post(int commit, String target, String status, String more) {
        return "{\"repository\": \"local/sample\", \"sha\": \"%s\", \"target\": \"%s\", \"status\": \"%s\"%s}"
                .formatted(SimulatedCommits.sha(commit).value(), target, status, more);
    }

    private static int send(RunningApi api, String token, String body) {
        return api.post("/api/v1/task-status", body, "Authorization", "Bearer " + token)
                .statusCode();
    }

    private static String token(World world, String scheduler) {
        return world.tokens
                .create(
                        new Tokens.Wish(
                                scheduler,
                                Role.SCHEDULER,
                                new Scope(scheduler, null, Set.of()),
                                null),
                        "ada")
                .secret()
                .text();
    }
}
