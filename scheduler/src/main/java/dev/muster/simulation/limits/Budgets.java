package dev.muster.simulation.limits;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.simulation.ground.Json;
import dev.muster.simulation.http.Caller;
import dev.muster.simulation.http.Refusal;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// What each installation has spent.
public final class Budgets {

    private static final Set<String> CONTENT =
            Set.of(
                    "POST /repos/{owner}/{repo}/issues",
                    "POST /repos/{owner}/{repo}/issues/{issue_number}/comments",
                    "POST /repos/{owner}/{repo}/pulls",
                    "POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers",
                    "POST /repos/{owner}/{repo}/releases");
    private static final Set<String> PERHAPS_CONTENT =
            Set.of(
                    "POST /repos/{owner}/{repo}/check-runs",
                    "PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}",
                    "POST /repos/{owner}/{repo}/statuses/{sha}",
                    "POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches");

    private final Clock clock;
    private final Map<Long, Purse> purses = new HashMap<>();
    private Limits limits = Limits.GITHUB;

    /// Nothing spent.
    public Budgets(Clock clock) {
        this.clock = clock;
    }

    /// Other limits from now on.
    public synchronized void set(Limits other) {
        limits = other;
    }

    /// Pays for a call before it is carried out. End it by [#end].
    ///
    /// @throws Refusal where a limit is met
    public synchronized void begin(Caller caller, String operation) {
        if (caller.kind() != Caller.Kind.INSTALLATION || operation.equals("GET /rate_limit")) {
            return;
        }
        var purse = purse(caller);
        if (purse.hour.spent() >= limits.perHour()) {
            throw Refusal.of(
                    403,
                    "API rate limit exceeded for installation ID " + caller.installation() + ".");
        }
        purse.hour.spend(1);
        var points = operation.startsWith("GET ") ? 1 : 5;
        if (purse.running >= limits.concurrent()
                || purse.minute.spent() + points > limits.pointsPerMinute()) {
            throw secondary();
        }
        if (isContent(operation)) {
            if (purse.contentMinute.spent() >= limits.contentPerMinute()
                    || purse.contentHour.spent() >= limits.contentPerHour()) {
                throw secondary();
            }
            purse.contentMinute.spend(1);
            purse.contentHour.spend(1);
        }
        purse.minute.spend(points);
        purse.running++;
    }

    /// Ends a call that has begun.
    ///
    /// @param unchanged whether the answer was 304, which the hour's requests do not pay for
    public synchronized void end(Caller caller, String operation, boolean unchanged) {
        if (caller.kind() == Caller.Kind.INSTALLATION && !operation.equals("GET /rate_limit")) {
            var purse = purse(caller);
            purse.running--;
            if (unchanged) {
                purse.hour.spend(-1);
            }
        }
    }

    /// The headers that tell what is left.
    public synchronized Map<String, String> headers(Caller caller) {
        var used = purse(caller).hour.spent();
        return Map.of(
                "X-RateLimit-Limit", Integer.toString(limits.perHour()),
                "X-RateLimit-Remaining", Integer.toString(Math.max(0, limits.perHour() - used)),
                "X-RateLimit-Used", Integer.toString(used),
                "X-RateLimit-Reset", Long.toString(purse(caller).hour.ends()),
                "X-RateLimit-Resource", "core");
    }

    /// The answer of `/rate_limit`.
    public synchronized ObjectNode overview(Caller caller, boolean withOldRate) {
        var hour = purse(caller).hour;
        var core = rate(limits.perHour(), hour.spent(), hour.ends());
        var resources = Json.object();
        resources.set("core", core);
        resources.set("search", rate(30, 0, hour.ends()));
        var overview = Json.object();
        overview.set("resources", resources);
        if (withOldRate) {
            overview.set("rate", core.deepCopy());
        }
        return overview;
    }

    private static ObjectNode rate(int limit, int used, long reset) {
        return Json.object()
                .put("limit", limit)
                .put("used", used)
                .put("remaining", Math.max(0, limit - used))
                .put("reset", reset);
    }

    private boolean isContent(String operation) {
        return CONTENT.contains(operation)
                || limits.checksAreContent() && PERHAPS_CONTENT.contains(operation);
    }

    private Refusal secondary() {
        var refusal =
                Refusal.of(
                        403,
                        "You have exceeded a secondary rate limit. Please wait a few minutes"
                                + " before you try again.");
        return limits.retryAfter() ? refusal.with("Retry-After", "60") : refusal;
    }

    private Purse purse(Caller caller) {
        return purses.computeIfAbsent(caller.installation(), it -> new Purse(clock));
    }

    private static final class Purse {

        final Window hour;
        final Window minute;
        final Window contentMinute;
        final Window contentHour;
        int running;

        Purse(Clock clock) {
            hour = new Window(clock, Duration.ofHours(1));
            minute = new Window(clock, Duration.ofMinutes(1));
            contentMinute = new Window(clock, Duration.ofMinutes(1));
            contentHour = new Window(clock, Duration.ofHours(1));
        }
    }
}
