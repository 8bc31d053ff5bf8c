package dev.muster.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.testkit.Await;
import dev.muster.testkit.Databases;
import dev.muster.testkit.MusterProcess;

import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Two services on one database. A request with an `Idempotency-Key` is sent to one of them, which
/// is killed with SIGKILL, and then to the other.
final class RepeatedRequestIT {

    private static final Duration LONGEST = Duration.ofMinutes(2);

    @TempDir private Path folder;
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<MusterProcess> services = new ArrayList<>();
    private Database database;
    private String url;
    private Path repository;
    private String rerun;

    @BeforeEach
    void runATarget() throws Exception {
        url = Databases.postgresUrl();
        repository = Files.createDirectory(folder.resolve("repository"));
        try (var git =
                Git.init().setDirectory(repository.toFile()).setInitialBranch("main").call()) {
            Files.writeString(
                    repository.resolve(".ci.yaml"),
                    """
                    enabled_branches: [main]
                    platform_properties: {linux: {properties: {os: L}}}
                    targets:
                      - {name: Linux quick, run: ['true']}
                    """);
            git.add().addFilepattern(".").call();
            git.commit().setMessage("One target").setSign(false).call();
        }
        var first = serve("one");
        database = Database.open(url, "", "");
        Await.until(
                LONGEST,
                "the target has passed",
                () -> list("select status from attempt").equals(List.of("succeeded")));
        var task = list("select id from task").getFirst();
        rerun = "/api/v1/tasks/%s/rerun".formatted(task);
        assertThat(first.isAlive()).isTrue();
    }

    @AfterEach
    void stop() {
        services.forEach(MusterProcess::close);
        database.close();
        client.close();
    }

    private MusterProcess serve(String name) throws IOException {
        var service =
                MusterProcess.start(
                        folder,
                        Map.of("MUSTER_DATABASE_URL", url),
                        "serve",
                        "--port",
                        "0",
                        "--repo",
                        repository.toString(),
                        "--data-dir",
                        folder.resolve(name).toString());
        services.add(service);
        service.address();
        return service;
    }

    @Test
    void who_is_killed_between_the_act_and_its_end_has_not_acted_and_the_other_acts_once()
            throws Exception {
        var killed = services.getFirst();
        try (var gate = database.jdbi().open()) {
            gate.begin();
            gate.execute("select id from event_gate where id = 1 for update");
            var lost = client.sendAsync(request(killed), BodyHandlers.ofString());
            Await.until(LONGEST, "it has acted and waits to commit", () -> !waiting().isEmpty());
            killed.kill();
            assertThat(lost).failsWithin(LONGEST);
            gate.rollback();
        }
        var other = serve("two");

        var answer = send(other);

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(send(other).body()).isEqualTo(answer.body());
        assertThat(list("select who from audit_log where action = 'rerun'")).hasSize(1);
    }

    /// Transactions that wait for the lock that is taken right before the commit.
    private List<String> waiting() {
        return list(
                """
                select query from pg_stat_activity
                where datname = current_database() and wait_event_type = 'Lock'
                    and query like '%event_gate%'
                """);
    }

    @Test
    void who_is_killed_before_its_answer_arrives_has_acted_and_the_other_knows_the_answer()
            throws Exception {
        var killed = services.getFirst();
        var answer = client.sendAsync(request(killed), BodyHandlers.discarding());
        Await.until(
                LONGEST,
                "it has acted",
                () -> !list("select 1 from audit_log where action = 'rerun'").isEmpty());
        killed.kill();
        answer.cancel(true);
        var other = serve("two");

        var again = send(other);

        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(again.body()).contains("\"attempts\"");
        assertThat(list("select who from audit_log where action = 'rerun'")).hasSize(1);
    }

    private HttpRequest request(MusterProcess service) {
        return HttpRequest.newBuilder(URI.create(service.address() + rerun))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "once")
                .POST(HttpRequest.BodyPublishers.ofString("{\"reason\": \"again\"}"))
                .build();
    }

    private HttpResponse<String> send(MusterProcess service)
            throws IOException, InterruptedException {
        return client.send(request(service), BodyHandlers.ofString());
    }

    private List<String> list(String query) {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(query).mapTo(String.class).list());
    }
}
