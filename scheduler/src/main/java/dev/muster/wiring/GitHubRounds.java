package dev.muster.wiring;

import dev.muster.api.Allowances;
import dev.muster.api.Pulse;
import dev.muster.intake.Deliveries;
import dev.muster.intake.MissedDeliveries;
import dev.muster.intake.Rush;
import dev.muster.jobs.JobPosts;

import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// The rounds of what talks with GitHub, each woken by what the one before found.
final class GitHubRounds implements AutoCloseable {

    private static final Duration COMPARE_EVERY = Duration.ofSeconds(15);
    private static final Duration BOT_EVERY = Duration.ofSeconds(30);
    private static final Duration SHARE_IN_A_RUSH = Duration.ofMillis(200);

    /// What comes in thousands, and what only adorns, is done several at a time.
    private static final Duration REST = Duration.ofMillis(100);

    private static final Duration LONG_REST = Duration.ofMillis(500);

    private final Clock clock;
    private final Rush rush;
    private final GitHubSide side;
    private final GitHubRunner runner;
    private final Rounds rounds;
    private final Loop deliveries;
    private final Loop runDeliveries;
    private final Loop checks;
    private final Loop details;
    private final Loop sweep;
    private final Loop dispatch;
    private final Loop shipping;
    private final Loop attempts;
    private final Loop stops;
    private final Loop reconcile;
    private final Loop runs;
    private final Loop bot;
    private final Loop trees;

    /// @param sweepEvery between two comparisons of everything that is open with GitHub
    GitHubRounds(GitHubSide side, Rounds rounds, Duration sweepEvery, Clock clock) {
        this.clock = clock;
        this.rush = new Rush(clock);
        this.side = side;
        this.runner = side.runner();
        this.rounds = rounds;
        this.checks = new Loop("checks", Duration.ofSeconds(1), this::checked, clock);
        this.details = new Loop("details", Duration.ofSeconds(1), LONG_REST, this::detailed, clock);
        this.shipping = new Loop("shipping", Duration.ofSeconds(1), this::shipped, clock);
        this.dispatch =
                new Loop("dispatch-github", Duration.ofSeconds(1), REST, this::dispatched, clock);
        this.stops =
                new Loop("stops", Duration.ofSeconds(1), runner.reconciliation()::stops, clock);
        this.attempts = new Loop("attempts-github", Duration.ofSeconds(5), this::looked, clock);
        this.reconcile = new Loop("reconcile-github", COMPARE_EVERY, this::reconciled, clock);
        this.runs = new Loop("runs", COMPARE_EVERY, this::followed, clock);
        this.deliveries = new Loop("deliveries", Duration.ofSeconds(1), this::delivered, clock);
        this.runDeliveries =
                new Loop("deliveries-runs", Duration.ofSeconds(1), REST, this::runsTold, clock);
        this.bot = new Loop("bot", BOT_EVERY, side::bot, clock);
        this.trees = new Loop("tree-status", Duration.ofSeconds(1), LONG_REST, this::signed, clock);
        this.sweep = new Loop("sweep", sweepEvery, this::swept, clock);
        rounds.tellAlso(this::somethingMoved);
        runner.signals().wakes(attempts::wake);
        all().forEach(Loop::begin);
    }

    /// A delivery was stored.
    void deliveryCame(Deliveries.Kind kind, int atTheDoor) {
        rush.came(atTheDoor);
        if (!rush.on()) {
            switch (kind) {
                case CHANGES -> deliveries.wake();
                case RUNS -> runDeliveries.wake();
            }
        }
    }

    /// A plan was made, somebody asked for something, or a task may have moved.
    private void somethingMoved() {
        checks.wake();
        dispatch.wake();
    }

    /// Listens to the jobs of its runs.
    JobPosts jobs() {
        return runner.jobs();
    }

    /// All of them; in a rush only as many as take a share of the time until the next look.
    private void delivered() {
        var enough = clock.instant().plus(SHARE_IN_A_RUSH);
        while (side.deliveries() > 0) {
            rounds.commitsCame();
            somethingMoved();
            if (isLeftForLater(enough)) {
                return;
            }
        }
    }

    private boolean isLeftForLater(Instant enough) {
        return rush.on() && clock.instant().isAfter(enough);
    }

    /// As much as is there; what comes meanwhile is done after a rest.
    private void runsTold() {
        var enough = clock.instant().plus(SHARE_IN_A_RUSH);
        var handled = side.runDeliveries();
        while (handled > 0) {
            somethingMoved();
            var isAll = handled < Deliveries.BATCH;
            handled = isAll || isLeftForLater(enough) ? 0 : side.runDeliveries();
        }
    }

    private void checked() {
        while (side.checks() > 0) {
            details.wake();
        }
    }

    private void detailed() {
        while (side.details() > 0) {
            // as long as there is something to send
        }
    }

    private void dispatched() {
        if (runner.dispatch().round() > 0) {
            shipping.wake();
            dispatch.wake();
        }
    }

    private void signed() {
        while (side.trees() > 0) {
            // as long as there is something to show
        }
    }

    private void shipped() {
        while (runner.shipping().round() > 0) {
            // as long as there is something to ask for
        }
    }

    private void looked() {
        var changed = runner.signals().take();
        changed.forEach(runner.reconciliation()::look);
        if (!changed.isEmpty()) {
            rounds.capacityFreed();
        }
        checks.wake();
        dispatch.wake();
    }

    private void reconciled() {
        runner.reconciliation().round();
        runs.wake();
    }

    private void followed() {
        runner.watch().round();
        runner.heads().round();
    }

    private void swept() {
        side.sweep();
        rounds.commitsCame();
        somethingMoved();
    }

    /// How each goes.
    List<Pulse.Beat> beats() {
        return all().map(Loop::beat).toList();
    }

    private Stream<Loop> all() {
        return Stream.of(
                deliveries,
                runDeliveries,
                sweep,
                dispatch,
                shipping,
                attempts,
                stops,
                runs,
                reconcile,
                checks,
                details,
                trees,
                bot);
    }

    /// What GitHub could not hand over.
    MissedDeliveries.@Nullable Missed missed() {
        return side.missed();
    }

    /// How much may be asked of GitHub.
    List<Allowances.Allowance> allowances() {
        return side.allowances();
    }

    @Override
    public void close() {
        Loop.close(all().toList());
        side.close();
    }
}
