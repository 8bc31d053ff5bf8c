package dev.muster.simulation.checks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.simulation.apps.App;
import dev.muster.simulation.ground.Account;
import dev.muster.simulation.ground.Ground;
import dev.muster.simulation.ground.Happening;
import dev.muster.simulation.ground.Json;
import dev.muster.simulation.http.Refusal;
import dev.muster.simulation.repos.Repo;
import dev.muster.simulation.repos.RepoShapes;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Every check suite and check run, and what is told of them.
public final class Checks {

    private static final int MOST_OF_ONE_NAME = 1000;

    private final Ground ground;
    private final RepoShapes repos;
    private final CheckShapes shapes;
    private final Map<Long, CheckSuite> suites = new LinkedHashMap<>();
    private final Map<Head, List<CheckSuite>> ofHeads = new HashMap<>();
    private final Map<Long, CheckRun> runs = new LinkedHashMap<>();
    private final List<Consumer<CheckRun>> followers = new ArrayList<>();

    /// A commit of a repository.
    private record Head(long repo, String sha) {}

    /// None yet.
    public Checks(Ground ground, RepoShapes repos, CheckShapes shapes) {
        this.ground = ground;
        this.repos = repos;
        this.shapes = shapes;
    }

    /// From now on someone hears of every check run that completes.
    public void follow(Consumer<CheckRun> follower) {
        followers.add(follower);
    }

    /// The suite of an App on a commit, made where there is none; the App is told of a new one.
    public CheckSuite suite(App app, Repo repo, String sha, @Nullable String branch, Account by) {
        var known = known(app, repo, sha);
        if (known != null) {
            return known;
        }
        return anotherSuite(app, repo, sha, branch, by);
    }

    /// One more suite of an App on a commit, as each workflow run has its own; the App is told of
    /// it.
    public CheckSuite anotherSuite(
            App app, Repo repo, String sha, @Nullable String branch, Account by) {
        var suite = new CheckSuite(ground.nextId(), app, repo, sha, branch, ground.now());
        suites.put(suite.id(), suite);
        ofHeads.computeIfAbsent(new Head(repo.id(), sha), _ -> new ArrayList<>()).add(suite);
        tell(suite, "requested", by, app.id());
        return suite;
    }

    private @Nullable CheckSuite known(App app, Repo repo, String sha) {
        return suites(repo, sha).stream().filter(it -> it.app() == app).findFirst().orElse(null);
    }

    /// Makes a check run.
    ///
    /// @throws Refusal 422 where a rule is broken
    public CheckRun create(App app, Repo repo, JsonNode body, Account by) {
        var sha = body.path("head_sha").asText("");
        var name = body.path("name").asText("");
        if (name.isEmpty() || sha.isEmpty()) {
            throw CheckRules.bad("\"name\" and \"head_sha\" weren't supplied.");
        }
        if (repo.git().read().resolve(sha) == null) {
            throw Refusal.unprocessable("No commit found for SHA: " + sha);
        }
        CheckRules.check(body);
        var known = known(app, repo, sha);
        var suite = known == null ? suite(app, repo, sha, branch(repo, sha), by) : known;
        return make(suite, name, body, by);
    }

    /// Makes the check run of a job in the suite of its workflow run.
    public CheckRun create(CheckSuite suite, String name, Account by) {
        return make(suite, name, Json.object(), by);
    }

    private CheckRun make(CheckSuite suite, String name, JsonNode body, Account by) {
        var run = new CheckRun(ground.nextId(), suite, name, ground.now());
        suite.rerequested(false);
        suite.runs().add(run);
        runs.put(run.id(), run);
        dropOldest(suite, name);
        apply(run, body);
        tell(run, "created", by, Json.object());
        if (run.status().equals("completed")) {
            completed(run, by);
        }
        return run;
    }

    private static @Nullable String branch(Repo repo, String sha) {
        return repo.git().refs("refs/heads/").entrySet().stream()
                .filter(ref -> ref.getValue().equals(sha))
                .map(ref -> ref.getKey().substring("refs/heads/".length()))
                .findFirst()
                .orElse(null);
    }

    private void dropOldest(CheckSuite suite, String name) {
        if (suite.runs().size() <= MOST_OF_ONE_NAME) {
            return;
        }
        var same = suite.runs().stream().filter(it -> it.name().equals(name)).toList();
        for (var index = 0; index < same.size() - MOST_OF_ONE_NAME; index++) {
            suite.runs().remove(same.get(index));
            runs.remove(same.get(index).id());
        }
    }

    /// Changes a check run.
    ///
    /// @throws Refusal 422 where a rule is broken
    public void update(CheckRun run, JsonNode body, Account by) {
        CheckRules.check(body);
        var before = run.status();
        run.suite().rerequested(false);
        apply(run, body);
        if (run.status().equals("completed") && !before.equals("completed")) {
            completed(run, by);
        }
    }

    private void apply(CheckRun run, JsonNode body) {
        run.call(body.path("name").asText(run.name()));
        run.refer(
                body.path("external_id").asText(run.externalId()),
                body.path("details_url").asText(run.detailsUrl()));
        if (body.hasNonNull("started_at")) {
            run.begin(time(body.path("started_at")));
        }
        if (body.hasNonNull("conclusion")) {
            var at = body.hasNonNull("completed_at") ? time(body.path("completed_at")) : null;
            run.go("completed", body.path("conclusion").asText(), at == null ? ground.now() : at);
        } else if (body.hasNonNull("status")) {
            run.go(body.path("status").asText(), null, null);
        }
        if (body.hasNonNull("output")) {
            var output = body.path("output");
            run.tell(
                    output.path("title").asText(),
                    output.path("summary").asText(),
                    output.hasNonNull("text") ? output.path("text").asText() : null);
            run.annotations().addAll(CheckRules.annotations(output));
        }
        if (body.has("actions")) {
            run.offer(CheckRules.read(body.path("actions")));
        }
    }

    private static Instant time(JsonNode text) {
        try {
            return java.time.OffsetDateTime.parse(text.asText()).toInstant();
        } catch (DateTimeParseException e) {
            throw CheckRules.bad("\"" + text.asText() + "\" is not a valid date-time.");
        }
    }

    private void completed(CheckRun run, Account by) {
        tell(run, "completed", by, Json.object());
        if (run.suite().status().equals("completed")) {
            tell(run.suite(), "completed", by, null);
        }
        followers.forEach(follower -> follower.accept(run));
    }

    /// Someone asks for a check run once more: only its App hears of it.
    public void rerequest(CheckRun run, Account by) {
        run.suite().rerequested(true);
        tell(run, "rerequested", by, Json.object());
    }

    /// Someone asks for a whole suite once more: only its App hears of it.
    public void rerequest(CheckSuite suite, Account by) {
        suite.rerequested(true);
        tell(suite, "rerequested", by, suite.app().id());
    }

    /// Someone presses a button: only its App hears of it.
    public void press(CheckRun run, String identifier, Account by) {
        if (run.buttons().stream().noneMatch(it -> it.identifier().equals(identifier))) {
            throw new IllegalArgumentException(
                    "'" + run.name() + "' has no button '" + identifier + "'");
        }
        var action = Json.object();
        action.set("requested_action", Json.object().put("identifier", identifier));
        tell(run, "requested_action", by, action);
    }

    /// A check run of a repository.
    ///
    /// @throws Refusal 404 where there is none
    public CheckRun run(Repo repo, long id) {
        var run = runs.get(id);
        if (run == null || run.suite().repo() != repo) {
            throw Refusal.notFound();
        }
        return run;
    }

    /// A check suite of a repository.
    ///
    /// @throws Refusal 404 where there is none
    public CheckSuite suite(Repo repo, long id) {
        var suite = suites.get(id);
        if (suite == null || suite.repo() != repo) {
            throw Refusal.notFound();
        }
        return suite;
    }

    /// The suites on a commit, the oldest first.
    public List<CheckSuite> suites(Repo repo, String sha) {
        return List.copyOf(ofHeads.getOrDefault(new Head(repo.id(), sha), List.of()));
    }

    /// The check runs on a commit, the oldest first.
    public List<CheckRun> runs(Repo repo, String sha) {
        var all = new ArrayList<CheckRun>();
        suites(repo, sha).forEach(suite -> all.addAll(suite.runs()));
        return all;
    }

    private void tell(CheckRun run, String action, Account by, ObjectNode more) {
        var only =
                action.equals("rerequested") || action.equals("requested_action")
                        ? run.suite().app().id()
                        : null;
        var body = Json.object().put("action", action);
        body.set("check_run", shapes.toldRun(run));
        body.setAll(more);
        tell("check_run", action, run.suite().repo(), only, body, by);
    }

    private void tell(CheckSuite suite, String action, Account by, @Nullable Long only) {
        var body = Json.object().put("action", action);
        body.set("check_suite", shapes.toldSuite(suite));
        tell("check_suite", action, suite.repo(), only, body, by);
    }

    private void tell(
            String event,
            String action,
            Repo repo,
            @Nullable Long only,
            ObjectNode body,
            Account by) {
        body.set("repository", repos.shape(repo));
        body.set("sender", by.shape(ground));
        ground.tell(new Happening(event, action, repo.owner().id(), repo.id(), only, body));
    }
}
