package dev.muster.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.testkit.World;

import org.junit.jupiter.api.Test;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The first screen of the largest repository that is known: 100 commits of 466 targets.
final class FirstScreenTest extends ApiTestCase {

    private static final int COMMITS = 100;
    private static final int TARGETS = 466;

    private static final String[] AREAS = {
        "analyze",
        "unit_tests",
        "integration_tests",
        "build",
        "framework",
        "tool_tests",
        "web",
        "docs"
    };

    private static final String LARGE =
            "enabled_branches: [main]\ntargets:\n"
                    + IntStream.range(0, TARGETS)
                            .mapToObj(FirstScreenTest::target)
                            .collect(Collectors.joining());

    private static String target(int number) {
        var platform = number % 3 == 0 ? "Linux" : number % 3 == 1 ? "Mac" : "Windows";
        return "  - {name: %s %s_%d, owner: '@team-%d', run: [./run]}\n"
                .formatted(platform, AREAS[number % AREAS.length], number, number % 9);
    }

    /// Results of many commits, without running each: the grid keeps a character for each cell.
    @Override
    void prepare() {
        world.land(1, LARGE);
        for (var number = 2; number <= COMMITS; number++) {
            world.commits.land(World.REPO, "main", number, LARGE);
        }
        world.watch.round();
        world.planning.round();
        var dice = new Random(7);
        world.database
                .jdbi()
                .useHandle(
                        handle -> {
                            for (var position = 1; position <= COMMITS; position++) {
                                handle.execute(
                                        "update grid_row set cells = ? where position = ?",
                                        row(dice),
                                        position);
                            }
                        });
    }

    /// One in five skipped, one in a hundred red, some flaky.
    private static String row(Random dice) {
        return IntStream.range(0, TARGETS)
                .mapToObj(
                        it ->
                                it % 3 == 0 && dice.nextInt(10) < 6
                                        ? "-"
                                        : "fYisssssssssssssssssssssssssssssssssssss"
                                                        .substring(0, 40)
                                                        .charAt(dice.nextInt(40))
                                                + "")
                .collect(Collectors.joining());
    }

    @Test
    void its_data_are_at_most_20_kilobytes() throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var answer =
                    client.send(
                            HttpRequest.newBuilder(api.uri(REPO + "/grid?commits=" + COMMITS))
                                    .header("Accept-Encoding", "gzip, deflate, br, zstd")
                                    .build(),
                            BodyHandlers.ofByteArray());

            assertThat(header(answer, "Content-Encoding")).isEqualTo("gzip");
            assertThat(answer.body().length).isBetween(5_000, 20_000);
        }
    }
}
