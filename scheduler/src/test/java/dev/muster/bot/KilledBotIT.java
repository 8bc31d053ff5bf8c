package dev.muster.bot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.dispatch.Runner.Ending;
import dev.muster.testkit.Await;
import dev.muster.testkit.Databases;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Two services on one PostgreSQL, of which one is killed with SIGKILL after GitHub made what it
/// asked for and before it was told so.
final class KilledBotIT {

    private static final String ISSUE = "POST /repos/{owner}/{repo}/issues";
    private static final String PULL = "POST /repos/{owner}/{repo}/pulls";
    private static final Duration LONGEST = Duration.ofMinutes(1);

    @TempDir private Path folder;
    private final Map<String, Process> services = new HashMap<>();

    @AfterEach
    void stop() {
        services.values().forEach(Process::destroyForcibly);
    }

    @Test
    void an_issue_and_a_pull_request_are_opened_once_whoever_is_killed_on_the_way()
            throws Exception {
        var url = Databases.postgresUrl();
        try (var stage =
                new BotStage(BotStage.BLOCKING, Database.open(url, "", ""))
                        .runs(BotStage.BLOCKING, 30, Ending.PASSED)
                        .runs(BotStage.BLOCKING, 20, Ending.FAILED, Ending.PASSED)
                        .moved()) {
            stage.world.proposals.round();
            var made = new LinkedBlockingQueue<String>();
            var answered = new Semaphore(0);
            stage.github.watch(
                    (operation, _, answer) -> {
                        if (answer.status() == 201 && List.of(ISSUE, PULL).contains(operation)) {
                            made.add(operation);
                            answered.acquireUninterruptibly();
                        }
                    });
            tick(stage, Duration.ZERO);
            start(stage, url, "left");
            start(stage, url, "right");

            assertThat(made.poll(LONGEST.toSeconds(), TimeUnit.SECONDS)).isEqualTo(ISSUE);
            var first = killHolder(stage, "flake");
            answered.release();
            start(stage, url, first + " again");
            tick(stage, Duration.ofMinutes(3));
            assertThat(made.poll(LONGEST.toSeconds(), TimeUnit.SECONDS)).isEqualTo(PULL);
            killHolder(stage, "demotion");
            answered.release();
            tick(stage, Duration.ofMinutes(3));
            Await.until(LONGEST, "both are known", () -> known(stage).equals(List.of("2", "1")));
            tick(stage, Duration.ofMinutes(11));

            assertThat(made).as("what was made besides").isEmpty();
            assertThat(stage.pulls()).containsExactly("Put `Linux test` back into bringup");
            assertThat(stage.repository.issues().stream().map(it -> it.title()))
                    .containsExactlyInAnyOrder(
                            "`Linux test` flakes", "Put `Linux test` back into bringup");
        }
    }

    private void start(BotStage stage, String url, String name) throws IOException {
        var key = folder.resolve("key.pem");
        Files.writeString(key, stage.github.app().key().pem());
        var command =
                List.of(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BotProcess.class.getName(),
                        name,
                        url,
                        stage.github.url().toString(),
                        String.valueOf(stage.github.app().id()),
                        key.toString(),
                        String.valueOf(stage.github.installation("acme").id()),
                        String.valueOf(stage.repository.id()),
                        folder.resolve("time").toString());
        services.put(
                name,
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve(name + ".txt").toFile())
                        .start());
    }

    /// Moves the time of all processes.
    private void tick(BotStage stage, Duration duration) throws IOException {
        stage.world.clock.pass(duration);
        var next = folder.resolve("time.next");
        Files.writeString(next, stage.world.clock.instant().toString());
        Files.move(next, folder.resolve("time"), StandardCopyOption.ATOMIC_MOVE);
    }

    /// Kills the service that has a post in hand.
    private String killHolder(BotStage stage, String kind) throws InterruptedException {
        var holder = stage.world.text("select lease_owner from bot_post where kind = ?", kind);
        services.get(holder).destroyForcibly().waitFor();
        return holder;
    }

    /// The numbers of the posts that are known and shown.
    private static List<String> known(BotStage stage) {
        return stage.world.list(
                "select number from bot_post where state = 'open' and shown_version = version"
                        + " order by kind");
    }
}
