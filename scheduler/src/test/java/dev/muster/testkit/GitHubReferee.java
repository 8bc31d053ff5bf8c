package dev.muster.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;

import dev.muster.simulation.GitHubSimulation;
import dev.muster.simulation.http.Answer;
import dev.muster.simulation.http.Request;
import dev.muster.simulation.webhooks.Delivery;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;

/// Holds a simulation to GitHub's own description: every answer, and every webhook.
///
/// The description stands beside the repository and may be missing; ask [#isHere()] first.
public final class GitHubReferee {

    private static final Path FOLDER = Path.of("../../shared/github/openapi");
    private static final Description REST_2022 =
            new Description("github-rest-2022-11-28.json", Dialects.getOpenApi30());
    private static final Description REST_2026 =
            new Description("github-rest-2026-03-10.json", Dialects.getOpenApi30());
    private static final Description WEBHOOKS =
            new Description("github-webhooks.json", Dialects.getOpenApi31());

    /// Places where the description lags behind GitHub: its list of events lacks `merge_group`.
    private static final List<String> OUTDATED = List.of("/check_suite/app/events/");

    /// Places where the description's alternatives do not exclude each other.
    private static final Set<String> AMBIGUOUS =
            Set.of("PUT /repos/{owner}/{repo}/contents/{path} 409");

    private static final AtomicBoolean SKIPPED = new AtomicBoolean();

    private final Set<String> faults = new ConcurrentSkipListSet<>();
    private final Set<String> judged = new ConcurrentSkipListSet<>();
    private final Set<String> undescribed = new ConcurrentSkipListSet<>();

    private GitHubReferee() {}

    /// Whether the description is beside the repository.
    public static boolean isHere() {
        return Files.isDirectory(FOLDER);
    }

    /// Starts a simulation that is held to the description from its first answer to its last:
    /// closing it fails where anything did not fit.
    public static GitHubSimulation start(Clock clock) {
        var github = GitHubSimulation.start(clock, SharedKeys.row());
        if (isHere()) {
            github.whenClosed(watch(github)::verdict);
        } else if (!SKIPPED.getAndSet(true)) {
            System.out.println(
                    "SKIPPED: GitHub's description is not beside the repository; the simulation is"
                            + " not held to it");
        }
        return github;
    }

    private void verdict() {
        if (!faults.isEmpty()) {
            throw new AssertionError("GitHub does not speak so:\n" + String.join("\n", faults()));
        }
    }

    /// Watches a simulation from now on.
    public static GitHubReferee watch(GitHubSimulation github) {
        var referee = new GitHubReferee();
        github.watch(referee::answer);
        github.watchDeliveries(referee::delivery);
        return referee;
    }

    /// What did not fit, each with its place.
    public Set<String> faults() {
        return new TreeSet<>(faults);
    }

    /// What was looked at, such as `GET /app 200` and `push`.
    public Set<String> judged() {
        return new TreeSet<>(judged);
    }

    /// What the description does not know.
    public Set<String> undescribed() {
        return new TreeSet<>(undescribed);
    }

    private void answer(String operation, Request request, Answer answer) {
        var type = answer.headers().getOrDefault("Content-Type", "");
        var name = operation + " " + answer.status();
        var description = request.speaks2026() ? REST_2026 : REST_2022;
        if (!description.knows(operation, answer.status())) {
            undescribed.add(name);
            return;
        }
        judged.add(name);
        if (type.startsWith("application/json")) {
            var schema = description.ofAnswer(operation, answer.status());
            if (schema != null) {
                check(name, schema, read(answer.body()));
            }
        }
    }

    private void delivery(Delivery delivery) {
        var name = delivery.name();
        var schema = WEBHOOKS.ofWebhook(name.replace('_', '-').replace('.', '-'));
        if (schema == null) {
            undescribed.add(name);
            return;
        }
        judged.add(name);
        check(name, schema, delivery.body());
    }

    private void check(String name, Schema schema, JsonNode body) {
        for (var error : schema.validate(body)) {
            var place = error.getInstanceLocation().toString();
            if (OUTDATED.stream().anyMatch(place::startsWith) || AMBIGUOUS.contains(name)) {
                continue;
            }
            faults.add(name + " " + place + ": " + error.getMessage());
        }
    }

    private static JsonNode read(byte[] body) {
        try {
            return new ObjectMapper().readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Description {

        private final String file;
        private final Dialect dialect;
        private final Map<String, Schema> schemas = new ConcurrentHashMap<>();
        private @Nullable JsonNode document;
        private @Nullable SchemaRegistry registry;

        Description(String file, Dialect dialect) {
            this.file = file;
            this.dialect = dialect;
        }

        private String base() {
            return "https://description.example/" + file;
        }

        private synchronized JsonNode document() {
            if (document == null) {
                try {
                    var text = Files.readString(FOLDER.resolve(file));
                    document = new ObjectMapper().readTree(text);
                    registry =
                            SchemaRegistry.withDefaultDialect(
                                    dialect, builder -> builder.schemas(Map.of(base(), text)));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return document;
        }

        boolean knows(String operation, int status) {
            return !pointer(operation, status).isEmpty();
        }

        @Nullable Schema ofAnswer(String operation, int status) {
            return schema(pointer(operation, status) + "/content/application~1json/schema");
        }

        @Nullable Schema ofWebhook(String name) {
            return schema(
                    "/webhooks/" + name + "/post/requestBody/content/application~1json/schema");
        }

        /// The place of an answer's description, empty for none; references are followed.
        private String pointer(String operation, int status) {
            var parts = operation.split(" ", 2);
            var answer =
                    "/paths/%s/%s/responses/%d"
                            .formatted(
                                    parts[1].replace("~", "~0").replace("/", "~1"),
                                    parts[0].toLowerCase(java.util.Locale.ROOT),
                                    status);
            var node = document().at(answer);
            if (node.isMissingNode()) {
                return "";
            }
            return node.has("$ref") ? node.path("$ref").asText().substring(1) : answer;
        }

        private @Nullable Schema schema(String pointer) {
            var node = document().at(pointer);
            if (node.isMissingNode()) {
                return null;
            }
            return schemas.computeIfAbsent(pointer, this::load);
        }

        private Schema load(String pointer) {
            var fragment = pointer.replace("{", "%7B").replace("}", "%7D");
            return java.util.Objects.requireNonNull(registry)
                    .getSchema(SchemaLocation.of(base() + "#" + fragment));
        }
    }

    /// The names that the description has for what was never looked at, of some it is asked for.
    public List<String> unjudged(List<String> wanted) {
        return wanted.stream().filter(it -> !judged.contains(it)).toList();
    }
}
