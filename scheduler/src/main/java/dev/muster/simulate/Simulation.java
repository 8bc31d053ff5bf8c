package dev.muster.simulate;

import dev.muster.core.backfill.Backfill;
import dev.muster.core.backfill.Capacity;
import dev.muster.core.backfill.Slot;
import dev.muster.core.ci.CommitSha;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.PriorityQueue;
import java.util.TreeMap;

/// One replay of a history under a policy.
public final class Simulation {

    /// The priority of what cannot wait.
    static final int URGENT = 29;

    private final History history;
    private final Policy policy;
    private final Budget budget;
    private final Board board;
    private final Pools pools;
    private final Ledger ledger;
    private final Landing landing;
    private final Chance chance;
    private final PriorityQueue<Run> running = new PriorityQueue<>();
    private final Map<Long, Integer> executions = new HashMap<>();
    private final Map<String, Integer> targets = new HashMap<>();
    private final Map<CommitSha, Integer> commits = new HashMap<>();
    private final NavigableMap<Instant, Duration> spent = new TreeMap<>();
    private Duration used = Duration.ZERO;
    private long runs;
    private long picked;
    private boolean stirred;

    private Simulation(History history, Policy policy, Budget budget) {
        this.history = history;
        this.policy = policy;
        this.budget = budget;
        this.board = new Board(history);
        this.pools = new Pools(history.runners());
        this.ledger = new Ledger(history, board);
        this.landing = new Landing(board, policy);
        this.chance = new Chance(history);
        for (var i = 0; i < history.targets().size(); i++) {
            targets.put(history.targets().get(i).name(), i);
        }
        for (var i = 0; i < history.commits().size(); i++) {
            commits.put(history.commits().get(i).sha(), i);
        }
    }

    private record Run(Instant end, int target, int commit, long number)
            implements Comparable<Run> {

        @Override
        public int compareTo(Run other) {
            var byEnd = end.compareTo(other.end);
            return byEnd == 0 ? Long.compare(number, other.number) : byEnd;
        }
    }

    /// Replays a history from its first commit to a day after its last.
    public static Outcome of(History history, Policy policy) {
        return of(history, policy, Budget.UNBOUNDED);
    }

    /// The same within a budget: backfill rests while more was spent than the budget has by then.
    public static Outcome of(History history, Policy policy, Budget budget) {
        return new Simulation(history, policy, budget).replay();
    }

    /// What may be spent by when.
    ///
    /// @param spent what another policy had spent by each moment; empty: no bound but the runners
    public record Budget(NavigableMap<Instant, Duration> spent) {

        /// No bound but the runners.
        public static final Budget UNBOUNDED = new Budget(Collections.emptyNavigableMap());

        public Budget {
            spent = Collections.unmodifiableNavigableMap(new TreeMap<>(spent));
        }

        boolean allows(Duration used, Instant now) {
            var by = spent.floorEntry(now);
            return spent.isEmpty() || by == null || used.compareTo(by.getValue()) <= 0;
        }
    }

    /// A replay without a bound.
    ///
    /// @param outcome what came of it
    /// @param spending what it spent by when
    public record Unbounded(Outcome outcome, Budget spending) {}

    /// Replays a history without a bound, and keeps what that spends.
    public static Unbounded unbounded(History history, Policy policy) {
        var simulation = new Simulation(history, policy, Budget.UNBOUNDED);
        var outcome = simulation.replay();
        return new Unbounded(outcome, new Budget(simulation.spent));
    }

    private Outcome replay() {
        var start = history.commits().getFirst().at();
        var end = history.commits().getLast().at().plus(Duration.ofDays(1));
        var next = 0;
        for (var now = start; !now.isAfter(end); now = now.plus(policy.every())) {
            while (next < history.commits().size()
                    && !history.commits().get(next).at().isAfter(now)) {
                finishUntil(history.commits().get(next).at());
                land(history.commits().get(next).at());
                next++;
            }
            finishUntil(now);
            backfill(now);
            spent.put(now, used);
        }
        return new Outcome(policy, used, runs, board.gaps(), ledger.found());
    }

    private void land(Instant now) {
        var commit = board.land();
        for (var target = 0; target < history.targets().size(); target++) {
            var priority = landing.priority(target);
            if (priority.isPresent()) {
                queue(target, commit, priority.getAsInt(), true);
            } else if (!policy.isCocoon() && board.isQueued(target)) {
                rebind(target, commit);
            }
        }
        stirred = true;
        start(now);
    }

    private void rebind(int target, int commit) {
        var before = pools.rebind(history.targets().get(target).platform(), target, commit);
        if (before >= 0) {
            board.put(target, before, Slot.WAITING);
            board.put(target, commit, Slot.ACTIVE);
        }
    }

    private void queue(int target, int commit, int priority, boolean landed) {
        board.put(target, commit, Slot.ACTIVE);
        board.line(target, 1);
        pools.queue(history.targets().get(target).platform(), target, commit, priority, landed);
    }

    private void start(Instant now) {
        for (var platform : pools.platforms()) {
            for (var next : pools.take(platform)) {
                var takes = history.targets().get(next.target()).takes();
                board.line(next.target(), -1);
                running.add(new Run(now.plus(takes), next.target(), next.commit(), runs++));
                used = used.plus(takes);
            }
        }
    }

    private void finishUntil(Instant now) {
        while (!running.isEmpty() && !running.peek().end().isAfter(now)) {
            var run = running.poll();
            pools.release(history.targets().get(run.target()).platform());
            finish(run);
            stirred = true;
            start(run.end());
        }
    }

    private void finish(Run run) {
        var key = (long) run.target() << 32 | run.commit();
        var execution = executions.merge(key, 1, Integer::sum);
        var failed = chance.fails(run.target(), run.commit(), execution);
        board.put(run.target(), run.commit(), failed ? Slot.FAILED : Slot.PASSED);
        ledger.ran(run.target(), run.commit(), failed, run.end());
        if (failed && run.commit() == board.newest() && execution < policy.mostExecutions()) {
            queue(run.target(), run.commit(), URGENT, false);
        }
    }

    private void backfill(Instant now) {
        if (!stirred || board.newest() < 0 || !budget.allows(used, now)) {
            return;
        }
        var room = policy.bounded() ? pools.room() : Capacity.of(Integer.MAX_VALUE);
        var picks = Backfill.choose(List.of(board.grid()), policy.backfill(), room, picked);
        for (var pick : picks) {
            queue(
                    targets.getOrDefault(pick.target(), 0),
                    commits.getOrDefault(pick.commit(), 0),
                    pick.cause().priority(),
                    false);
        }
        picked += picks.size();
        stirred = !picks.isEmpty();
        start(now);
    }
}
