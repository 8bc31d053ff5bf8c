package dev.muster.simulate;

import dev.muster.core.backfill.Backfill;
import dev.muster.core.backfill.Capacity;
import dev.muster.core.backfill.Slot;
import dev.muster.core.ci.CommitSha;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

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

    /// What may be spent.
    ///
    /// @param machineTime in all; zero: any amount
    public record Budget(Duration machineTime) {

        /// No bound but the runners.
        public static final Budget UNBOUNDED = new Budget(Duration.ZERO);
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
            backfill(now, start, end);
        }
        return new Outcome(policy, used, runs, board.gaps(), ledger.found());
    }

    private void land(Instant now) {
        var commit = board.land();
        for (var target = 0; target < history.targets().size(); target++) {
            var priority = landing.priority(target);
            if (priority.isPresent()) {
                queue(target, commit, priority.getAsInt());
            }
        }
        stirred = true;
        start(now);
    }

    private void queue(int target, int commit, int priority) {
        board.put(target, commit, Slot.ACTIVE);
        board.line(target, 1);
        pools.queue(history.targets().get(target).platform(), target, commit, priority);
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
            queue(run.target(), run.commit(), URGENT);
        }
    }

    private void backfill(Instant now, Instant start, Instant end) {
        if (!stirred || board.newest() < 0 || overspent(now, start, end)) {
            return;
        }
        var room = policy.bounded() ? pools.room() : Capacity.of(Integer.MAX_VALUE);
        var picks = Backfill.choose(List.of(board.grid()), policy.backfill(), room, picked);
        for (var pick : picks) {
            queue(
                    targets.getOrDefault(pick.target(), 0),
                    commits.getOrDefault(pick.commit(), 0),
                    pick.cause().priority());
        }
        picked += picks.size();
        stirred = !picks.isEmpty();
        start(now);
    }

    private boolean overspent(Instant now, Instant start, Instant end) {
        if (budget.machineTime().isZero()) {
            return false;
        }
        var gone =
                Duration.between(start, now).toMillis()
                        / (double) Duration.between(start, end).toMillis();
        return used.toMillis() > gone * budget.machineTime().toMillis();
    }
}
