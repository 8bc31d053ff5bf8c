package dev.muster.backfill;

import dev.muster.core.backfill.Capacity.Pool;
import dev.muster.core.backfill.Grid;
import dev.muster.core.backfill.Pick;
import dev.muster.core.ci.CommitSha;
import dev.muster.core.ci.RepoSlug;
import dev.muster.core.ci.TaskId;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Where backfill reads what waits, and queues what it chose.
public interface BackfillStore {

    /// Claims the round, for one instance at a time.
    ///
    /// @param lease how long the claim holds unless [#end] gives it back
    /// @return how many picks were made before; nothing while another instance holds the round
    OptionalLong begin(String owner, Duration lease);

    /// Gives the round back.
    ///
    /// @param picked how many picks were made
    void end(String owner, int picked);

    /// The newest commits of the branches on which something waits.
    ///
    /// @param repo of this repository; null: of all
    /// @param since branches whose newest commit was noticed by then, and default branches
    Backlog backlog(@Nullable RepoSlug repo, Instant since);

    /// What is queued and running.
    Occupancy occupancy(String owner);

    /// Queues what still waits.
    ///
    /// @return how many tasks were queued
    int queue(List<Pick> picks);

    /// Where a task stands that has not begun; nothing for others, and for those that another
    /// scheduler runs.
    Optional<Place> place(TaskId task);

    /// What waits.
    ///
    /// @param grids the branches
    /// @param bounds the capacities that configurations declare
    record Backlog(List<Grid> grids, Map<Pool, Integer> bounds) {

        public Backlog {
            grids = List.copyOf(grids);
            bounds = Map.copyOf(bounds);
        }
    }

    /// What is queued and running.
    ///
    /// @param busy how many tasks of each pool are queued or with a runner
    /// @param urgent how many of those go before all that backfill may queue
    /// @param unclaimed how many tasks are queued; may stop counting where there are far more than
    ///   any runner takes
    /// @param mine how many this instance has with its runner
    /// @param backfilled how many of the queued ones backfill queued; where runners take at once
    ///   all that is queued, so that nothing stands in line, also of those that they have
    record Occupancy(
            Map<Pool, Integer> busy,
            Map<Pool, Integer> urgent,
            int unclaimed,
            int mine,
            Map<Pool, Integer> backfilled) {

        public Occupancy {
            busy = Map.copyOf(busy);
            urgent = Map.copyOf(urgent);
            backfilled = Map.copyOf(backfilled);
        }
    }

    /// A task that has not begun.
    ///
    /// @param repo its repository
    /// @param branch its branch
    /// @param commit its commit
    /// @param target its target
    /// @param line where it stands in the dispatch queue; null where it is not queued
    record Place(
            RepoSlug repo, String branch, CommitSha commit, String target, @Nullable InLine line) {}

    /// A task's place in the dispatch queue.
    ///
    /// @param place from 1
    /// @param dueAt before which it is not handed out
    /// @param platform its platform
    /// @param capacity how many tasks its platform runs at once; null: as many as there is room
    /// @param running how many of its platform are with a runner
    record InLine(
            int place, Instant dueAt, String platform, @Nullable Integer capacity, int running) {}
}
