package dev.muster.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.adapter.jdbc.JdbcStores;
import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.testkit.Await;
import dev.muster.testkit.Databases;
import dev.muster.testkit.MusterProcess;

import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Kills the service with SIGKILL at random moments while 50 targets run as real processes, starts
/// it again, and looks at what is left.
final class KillServiceIT {

    private static final int TARGETS = 50;
    private static final Duration LONGEST = Duration.ofMinutes(3);

    @TempDir private Path folder;
    private Path ledger;
    private Path repository;
    private Victim service;
    private Victim other;
    private final List<Integer> runningAtKills = new ArrayList<>();

    @AfterEach
    void stop() throws Exception {
        if (service != null) {
            service.kill();
        }
        if (other != null) {
            other.kill();
        }
    }

    @Test
    void on_h2_muster_serve_started_again_goes_on_where_it_was_killed() throws Exception {
        prepare();

        killAndRestart(List.of(0, 1, 25, 49), 20260301, _ -> serve(""));

        assertNothingLostOrDoubled(Database.h2(folder.resolve("data/muster")));
    }

    @Test
    void on_postgresql_muster_serve_started_again_goes_on_where_it_was_killed() throws Exception {
        prepare();
        var url = Databases.postgresUrl();

        killAndRestart(List.of(8, 40), 20260303, _ -> serve(url));

        assertNothingLostOrDoubled(url);
    }

    @Test
    void on_postgresql_an_instance_of_another_name_takes_over_after_the_lease() throws Exception {
        prepare();
        var url = Databases.postgresUrl();

        killAndRestart(
                List.of(0, 1, 8, 25, 49),
                20260302,
                start -> rounds(url, "service-" + start, TARGETS));

        assertNothingLostOrDoubled(url);
    }

    @Test
    void on_postgresql_two_services_share_the_work_while_one_or_the_other_is_killed()
            throws Exception {
        prepare();
        var url = Databases.postgresUrl();
        service = rounds(url, "left", 4);
        other = rounds(url, "right", 4);

        for (var begun : List.of(6, 12, 18, 24, 30, 36, 42)) {
            Await.until(LONGEST, begun + " targets have begun", () -> starts().size() >= begun);
            if (begun % 4 == 2) {
                service.kill();
                service = rounds(url, "left", 4);
            } else {
                other.kill();
                other = rounds(url, "right", 4);
            }
        }
        assertThat(service.finish()).as(service::output).isZero();
        assertThat(other.finish()).as(other::output).isZero();

        assertNothingLostOrDoubled(url);
    }

    private void prepare() throws Exception {
        ledger = Files.createFile(folder.resolve("ledger"));
        repository = Files.createDirectory(folder.resolve("repository"));
        try (var git =
                Git.init().setDirectory(repository.toFile()).setInitialBranch("main").call()) {
            Files.writeString(repository.resolve(".ci.yaml"), config());
            Files.writeString(
                    repository.resolve("step.sh"),
                    """
                    echo "start $MUSTER_TASK-$MUSTER_ATTEMPT" >> "$1"
                    sleep "$2"
                    echo "end $MUSTER_TASK-$MUSTER_ATTEMPT" >> "$1"
                    """);
            git.add().addFilepattern(".").call();
            git.commit()
                    .setMessage("Fifty targets")
                    .setAuthor("Ada", "ada@example.com")
                    .setCommitter("Ada", "ada@example.com")
                    .setSign(false)
                    .call();
        }
    }

    private String config() {
        return IntStream.range(0, TARGETS)
                .mapToObj(
                        i ->
                                "  - {name: Linux t%d, run: [sh, step.sh, %s, '%d.%d'], %s}\n"
                                        .formatted(i, ledger, 1 + i % 3, i % 10, policy(i)))
                .collect(
                        Collectors.joining(
                                "",
                                "enabled_branches: [main]\n"
                                        + "platform_properties: {linux: {properties: {os: L}}}\n"
                                        + "targets:\n",
                                ""));
    }

    /// Every other target waits for backfill.
    private static String policy(int target) {
        return "properties: {scheduling_policy: %s}"
                .formatted(target % 2 == 0 ? "guaranteed" : "batch");
    }

    /// A process that is to be killed.
    private interface Victim {

        boolean isAlive();

        void kill() throws Exception;

        /// Waits until everything has ended, and ends it.
        ///
        /// @return its exit code
        int finish() throws Exception;

        String output();
    }

    private interface Starter {
        Victim start(int number) throws Exception;
    }

    private void killAndRestart(List<Integer> kills, long seed, Starter starter) throws Exception {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        var start = 0;
        for (var begun : kills) {
            service = starter.start(start++);
            killWhen(begun, random);
        }
        service = starter.start(start);
        assertThat(service.finish()).as(service::output).isZero();
        assertThat(runningAtKills)
                .as("targets that were running when the service was killed")
                .filteredOn(running -> running > 0)
                .hasSizeGreaterThanOrEqualTo(Math.max(1, kills.size() - 2));
    }

    /// Kills the service at a random moment after a number of targets have begun.
    private void killWhen(int begun, RandomGenerator random) throws Exception {
        Await.until(
                LONGEST,
                begun + " targets have begun: " + service.output(),
                () -> !service.isAlive() || starts().size() >= begun);
        var moment = Duration.ofMillis(random.nextInt(1500));
        var until = System.nanoTime() + moment.toNanos();
        Await.until(LONGEST, "the moment", () -> System.nanoTime() > until);
        if (service.isAlive()) {
            runningAtKills.add(starts().size() - lines("end ").size());
        }
        service.kill();
    }

    /// The command, as users start it.
    private Victim serve(String url) throws IOException {
        var process =
                MusterProcess.start(
                        folder,
                        Map.of(
                                "MUSTER_DATABASE_URL",
                                url,
                                "MUSTER_LOCAL_CAPACITY",
                                String.valueOf(TARGETS)),
                        "serve",
                        "--port",
                        "0",
                        "--repo",
                        repository.toString(),
                        "--data-dir",
                        folder.resolve("data").toString());
        return new Victim() {
            @Override
            public boolean isAlive() {
                return process.isAlive();
            }

            @Override
            public void kill() throws InterruptedException {
                process.kill();
            }

            @Override
            public int finish() throws InterruptedException {
                var all = "\"cells\":[\"" + "s".repeat(TARGETS) + "\"]";
                Await.until(
                        LONGEST,
                        "all targets have passed",
                        () -> process.get("/api/v1/repos/local/repository/grid").contains(all));
                return process.terminate();
            }

            @Override
            public String output() {
                return process.output();
            }
        };
    }

    /// The rounds alone, with a short lease, under a name of our choice.
    private Victim rounds(String url, String owner, int room) throws IOException {
        var output = Files.createTempFile(folder, "output", ".txt");
        var process =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                ServiceProcess.class.getName(),
                                url,
                                repository.toString(),
                                folder.resolve("runs").toString(),
                                owner,
                                String.valueOf(room))
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        return new Victim() {
            @Override
            public boolean isAlive() {
                return process.isAlive();
            }

            @Override
            public void kill() throws InterruptedException {
                process.destroyForcibly().waitFor();
            }

            @Override
            public int finish() throws InterruptedException {
                assertThat(process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS))
                        .as("the service, started for the last time, ends its work: " + output())
                        .isTrue();
                return process.exitValue();
            }

            @Override
            public String output() {
                try {
                    return Files.readString(output);
                } catch (IOException none) {
                    return "";
                }
            }
        };
    }

    private List<String> starts() {
        return lines("start ");
    }

    private List<String> lines(String prefix) {
        try {
            return Files.readAllLines(ledger).stream()
                    .filter(line -> line.startsWith(prefix))
                    .map(line -> line.substring(prefix.length()))
                    .sorted()
                    .toList();
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    private void assertNothingLostOrDoubled(String url) {
        try (var database = Database.open(url, "", "")) {
            assertThat(column(database, "select status from task"))
                    .hasSize(TARGETS)
                    .containsOnly("succeeded");
            var attempts =
                    column(database, "select task_id || '-' || number from attempt order by 1");
            assertThat(attempts).hasSize(TARGETS).allMatch(key -> key.endsWith("-1"));
            assertThat(starts()).as("each attempt executed once").isEqualTo(attempts);
            assertThat(lines("end ")).as("each attempt ended").isEqualTo(attempts);
            assertThat(column(database, "select task_id from attempt where cause = 'backfill'"))
                    .as("what waited was queued by backfill")
                    .hasSize(TARGETS / 2);
            var row = column(database, "select cells from grid_row");
            assertThat(row).containsExactly("s".repeat(TARGETS));
            new JdbcStores(database, Clock.systemUTC(), new SecureRandom())
                    .summaries()
                    .rebuild(ServiceProcess.REPO, "main");
            assertThat(column(database, "select cells from grid_row")).isEqualTo(row);
        }
        Await.until(Duration.ofSeconds(20), "no process is left", () -> orphans().isEmpty());
    }

    private static List<String> column(Database database, String query) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(query).mapTo(String.class).list());
    }

    /// Processes that have the test's folder in their command line.
    private List<String> orphans() {
        return ProcessHandle.allProcesses()
                .flatMap(process -> process.info().commandLine().stream())
                .filter(line -> line.contains(folder.toString()))
                .toList();
    }
}
