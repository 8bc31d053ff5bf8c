package dev.muster.adapter.jdbc.backfill;

import dev.muster.adapter.jdbc.ground.BranchKey;
import dev.muster.adapter.jdbc.ground.Rows;
import dev.muster.core.backfill.Grid;

import org.jdbi.v3.core.Handle;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// How long a run of each target takes: the median of the newest commits, read again after a while.
public final class TypicalTimes {

    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final int MOST_BRANCHES = 200;

    private final Clock clock;
    private final Map<BranchKey, Known> known = new ConcurrentHashMap<>();

    public TypicalTimes(Clock clock) {
        this.clock = clock;
    }

    private record Known(Instant at, Map<String, Duration> times) {}

    private record Run(String target, Duration took) {}

    public Map<String, Duration> of(Handle handle, BranchKey branch, long newest) {
        var now = clock.instant();
        var before = known.get(branch);
        if (before != null && before.at().plus(KEPT).isAfter(now)) {
            return before.times();
        }
        if (known.size() >= MOST_BRANCHES) {
            known.clear();
        }
        var times = medians(runs(handle, branch, newest));
        known.put(branch, new Known(now, times));
        return times;
    }

    private static List<Run> runs(Handle handle, BranchKey branch, long newest) {
        return branch.bind(
                        handle.createQuery(
                                """
                                select t.target, a.started_at, a.finished_at
                                from task t
                                join attempt a on a.task_id = t.id and a.number = t.attempts
                                where t.repository_id = :repository and t.branch = :branch
                                    and t.position > :from and t.position <= :newest
                                    and a.status in ('succeeded', 'failed')
                                    and a.started_at is not null and a.finished_at is not null
                                """))
                .bind("from", newest - Grid.MOST_ROWS)
                .bind("newest", newest)
                .map(
                        (row, _) ->
                                new Run(
                                        row.getString("target"),
                                        Duration.between(
                                                Rows.time(row, "started_at"),
                                                Rows.time(row, "finished_at"))))
                .list();
    }

    private static Map<String, Duration> medians(List<Run> runs) {
        var byTarget = new HashMap<String, List<Duration>>();
        for (var run : runs) {
            if (!run.took().isNegative()) {
                byTarget.computeIfAbsent(run.target(), _ -> new ArrayList<>()).add(run.took());
            }
        }
        var medians = new HashMap<String, Duration>();
        byTarget.forEach(
                (target, took) -> {
                    took.sort(Duration::compareTo);
                    medians.put(target, took.get(took.size() / 2));
                });
        return medians;
    }
}
