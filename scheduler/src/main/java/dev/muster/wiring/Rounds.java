package dev.muster.wiring;

import dev.muster.api.Nudge;
import dev.muster.api.Pulse;
import dev.muster.core.ci.AttemptKey;
import dev.muster.dispatch.AttemptEvents;
import dev.muster.dispatch.Dispatch;
import dev.muster.external.StatusPosts;
import dev.muster.planning.Planning;
import dev.muster.planning.Watch;
import dev.muster.reconcile.Reconciliation;
import dev.muster.stability.Quarantines;
import dev.muster.tree.Trees;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The rounds of the service, each woken by what the one before found.
final class Rounds implements AutoCloseable, Nudge {

    /// The clock asks for backfill more often; this is for an instance that it passes by.
    private static final Duration LEAST_BACKFILL = Duration.ofMinutes(5);

    /// Nobody waits for backfill, and every plan asks for it.
    private static final Duration BACKFILL_REST = Duration.ofMillis(500);

    private final Loop watch;
    private final Loop planning;
    private final Loop dispatch;
    private final Loop reconcile;
    private final Loop attempts;
    private final Loop posts;
    private final Loop backfill;
    private final Loop trees;
    private final Signals signals;
    private volatile Runnable also = () -> {};

    /// Attempts that the runner said something about.
    static final class Signals implements AttemptEvents {

        private final Queue<AttemptKey> changed = new ConcurrentLinkedQueue<>();
        private volatile Runnable wake = () -> {};
        private volatile Predicate<AttemptKey> holder = _ -> true;

        @Override
        public boolean holds(AttemptKey attempt) {
            return holder.test(attempt);
        }

        @Override
        public void changed(AttemptKey attempt) {
            changed.add(attempt);
            wake.run();
        }

        /// Who is woken when something comes.
        void wakes(Runnable listener) {
            wake = listener;
        }

        Collection<AttemptKey> take() {
            var taken = new ArrayDeque<AttemptKey>();
            for (var next = changed.poll(); next != null; next = changed.poll()) {
                taken.add(next);
            }
            return taken;
        }
    }

    /// What comes round.
    ///
    /// @param due begins and ends what a tree has a time for
    record Work(
            Watch watch,
            Planning planning,
            Dispatch dispatch,
            Reconciliation reconciliation,
            StatusPosts posts,
            Backfills backfills,
            Runnable due) {}

    Rounds(Work work, Duration reconcileEvery, Signals signals, Clock clock) {
        this.signals = signals;
        var second = Duration.ofSeconds(1);
        this.dispatch = new Loop("dispatch", second, () -> dispatched(work.dispatch()), clock);
        this.planning = new Loop("planning", second, () -> planned(work.planning()), clock);
        this.watch = new Loop("watch", second, () -> watched(work.watch()), clock);
        this.reconcile =
                new Loop(
                        "reconcile",
                        reconcileEvery,
                        () -> reconciled(work.reconciliation()),
                        clock);
        this.attempts =
                new Loop(
                        "attempts",
                        Duration.ofSeconds(5),
                        () -> looked(work.reconciliation()),
                        clock);
        this.posts = new Loop("posts", Duration.ofSeconds(2), work.posts()::round, clock);
        this.backfill =
                new Loop(
                        "backfill",
                        LEAST_BACKFILL,
                        BACKFILL_REST,
                        () -> fill(work.backfills()),
                        clock);
        this.trees = new Loop("trees", second, work.due(), clock);
        signals.wake = attempts::wake;
        signals.holder = work.reconciliation()::holds;
        all().forEach(Loop::begin);
    }

    /// Somebody else who is told whenever a plan was made or a task may have moved.
    void tellAlso(Runnable listener) {
        also = listener;
    }

    /// Something waits to be planned.
    void commitsCame() {
        planning.wake();
    }

    private void watched(Watch round) {
        if (round.round() > 0) {
            planning.wake();
        }
    }

    private void planned(Planning round) {
        var handled = round.round();
        if (handled > 0) {
            dispatch.wake();
            planning.wake();
            posts.wake();
            backfill.wake();
            also.run();
        }
    }

    /// Queues what waits, as far as there is room.
    void fill(Backfills round) {
        if (round.round() > 0) {
            dispatch.wake();
            also.run();
        }
    }

    /// There is room again where something ran.
    void capacityFreed() {
        backfill.wake();
    }

    private static void dispatched(Dispatch round) {
        while (round.round() > 0) {
            // as long as there is something to hand out
        }
    }

    private void reconciled(Reconciliation round) {
        if (round.round() > 0) {
            dispatch.wake();
            backfill.wake();
        }
    }

    private void looked(Reconciliation round) {
        var changed = signals.take();
        changed.forEach(round::look);
        dispatch.wake();
        also.run();
        if (!changed.isEmpty()) {
            backfill.wake();
        }
    }

    /// How each goes.
    List<Pulse.Beat> beats() {
        return all().map(Loop::beat).toList();
    }

    private Stream<Loop> all() {
        return Stream.of(watch, planning, dispatch, attempts, reconcile, posts, backfill, trees);
    }

    @Override
    public void somethingIsToDo() {
        dispatch.wake();
        reconcile.wake();
        also.run();
    }

    /// What has a time to begin or to end, and is to do so within a second or two.
    static Runnable due(Trees trees, Quarantines quarantines) {
        return () -> {
            trees.expire();
            quarantines.round();
        };
    }

    @Override
    public void close() {
        Loop.close(all().toList());
    }
}
