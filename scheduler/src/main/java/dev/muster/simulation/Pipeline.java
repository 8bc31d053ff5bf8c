package dev.muster.simulation;

import dev.muster.digest.Digest;
import dev.muster.simulation.apps.Tokens;
import dev.muster.simulation.ground.Ground;
import dev.muster.simulation.http.Answer;
import dev.muster.simulation.http.Caller;
import dev.muster.simulation.http.Refusal;
import dev.muster.simulation.http.Request;
import dev.muster.simulation.http.Routes;
import dev.muster.simulation.limits.Budgets;
import dev.muster.simulation.limits.Call;
import dev.muster.simulation.limits.CallFaults;
import dev.muster.simulation.limits.Calls;
import dev.muster.simulation.repos.Repos;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// The way of a request: faults that were ordered, who calls, what may be spent, the route, the tag
/// of the answer.
final class Pipeline {

    private final Ground ground;
    private final Routes routes;
    private final Tokens tokens;
    private final Repos repos;
    private final Budgets budgets;
    private final CallFaults faults;
    private final Calls calls;
    private final List<Watcher> watchers = new CopyOnWriteArrayList<>();

    Pipeline(
            Ground ground,
            Routes routes,
            Tokens tokens,
            Repos repos,
            Budgets budgets,
            CallFaults faults,
            Calls calls) {
        this.ground = ground;
        this.routes = routes;
        this.tokens = tokens;
        this.repos = repos;
        this.budgets = budgets;
        this.faults = faults;
        this.calls = calls;
    }

    void watch(Watcher watcher) {
        watchers.add(watcher);
    }

    Answer answer(Request raw) {
        var request = byName(raw);
        var found = routes.find(request);
        if (found == null) {
            calls.add(new Call("unknown", raw.path(), 404, 0, ground.clock().instant()));
            return Refusal.notFound().answer();
        }
        var operation = found.route().operation();
        var fault = faults.take(operation);
        Answer answer;
        long installation = 0;
        if (fault != null && !fault.acts()) {
            answer = fault.answer(ground.clock().instant());
        } else {
            var caller = Caller.NOBODY;
            try {
                caller =
                        found.route().access().open() && !operation.endsWith("/rate_limit")
                                ? Caller.NOBODY
                                : tokens(request);
                answer = spend(request.at(found.places(), caller), found.route());
            } catch (Refusal refusal) {
                answer = refusal.answer();
            }
            installation = caller.installation();
            answer = answer.with(headers(request, found.route(), caller));
            for (var watcher : watchers) {
                watcher.saw(operation, request, answer);
            }
            answer = fault == null ? answer : fault.answer(ground.clock().instant());
        }
        calls.add(
                new Call(
                        operation,
                        raw.path(),
                        answer.status(),
                        installation,
                        ground.clock().instant()));
        return answer;
    }

    private Caller tokens(Request request) {
        return ground.alone(() -> tokens.caller(request.header("Authorization")));
    }

    private Map<String, String> headers(Request request, Routes.Route route, Caller caller) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("X-GitHub-Request-Id", "0001:%X".formatted(ground.nextId()));
        headers.put(
                "X-GitHub-Api-Version-Selected",
                request.speaks2026() ? "2026-03-10" : "2022-11-28");
        headers.putAll(route.access().header());
        headers.putAll(budgets.headers(caller));
        return headers;
    }

    private Answer spend(Request request, Routes.Route route) {
        var operation = route.operation();
        budgets.begin(request.caller(), operation);
        var unchanged = false;
        try {
            route.access().check(request.caller());
            var answer = ground.alone(() -> route.handler().answer(request));
            if (!request.method().equals("GET") || answer.status() != 200) {
                return answer;
            }
            var tag = "W/\"" + Digest.of(answer.body()).hex() + "\"";
            unchanged = request.header("If-None-Match").contains(tag.substring(2));
            return (unchanged ? Answer.empty(304) : answer).with(Map.of("ETag", tag));
        } finally {
            budgets.end(request.caller(), operation, unchanged);
        }
    }

    /// Paths by a repository's number, to which renamed repositories lead, become paths by its
    /// name.
    private Request byName(Request request) {
        var path = request.path();
        if (!path.startsWith("/repositories/")) {
            return request;
        }
        var rest = path.substring("/repositories/".length());
        var slash = rest.indexOf('/');
        var number = slash < 0 ? rest : rest.substring(0, slash);
        var repo = number.matches("\\d{1,18}") ? repos.find(Long.parseLong(number)) : null;
        return repo == null
                ? request
                : new Request(
                        request.method(),
                        "/repos/" + repo.fullName() + (slash < 0 ? "" : rest.substring(slash)),
                        request.query(),
                        request.headers(),
                        request.body(),
                        Map.of(),
                        Caller.NOBODY);
    }
}
