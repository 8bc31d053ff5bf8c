package dev.muster.adapter.jdbc.stability;

import dev.muster.adapter.jdbc.evidence.Footings;
import dev.muster.adapter.jdbc.evidence.KnownTask;
import dev.muster.adapter.jdbc.ground.BranchKey;
import dev.muster.adapter.jdbc.ground.Json;
import dev.muster.adapter.jdbc.ground.TaskRow;
import dev.muster.adapter.jdbc.ground.Writes;
import dev.muster.core.stability.Assessment;
import dev.muster.core.stability.CommitRuns;
import dev.muster.core.stability.Evidence;
import dev.muster.core.stability.History;
import dev.muster.core.stability.Stability;

import org.jdbi.v3.core.Handle;

import java.time.Instant;
import java.util.Collection;

/// Keeps what the runs of each target say. Callers hold the lock on the target's summary row.
public final class StabilityRows {

    private static final String COLUMNS =
            """
            history = :history, state = :state, since = :since, watched = :watched,
            advice = :advice, why = :why, verdicts = :verdicts, passed = :passed,
            failed = :failed, flaky = :flaky, streak_runs = :streakRuns,
            streak_commits = :streakCommits, failed_in_row = :failedInRow, flakes = :flakes,
            runs = :runs, changes = :changes, tolerated = :tolerated, confidence = :confidence,
            wanted_runs = :wanted, changed_at = :now
            """;

    private static final String UPDATE =
            "update target_stability set "
                    + COLUMNS
                    + " where repository_id = :repository and branch = :branch and target ="
                    + " :target";

    private static final String INSERT =
            """
            insert into target_stability (repository_id, branch, target, history, state, since,
                watched, advice, why, verdicts, passed, failed, flaky, streak_runs,
                streak_commits, failed_in_row, flakes, runs, changes, tolerated, confidence,
                wanted_runs, changed_at)
            values (:repository, :branch, :target, :history, :state, :since, :watched, :advice,
                :why, :verdicts, :passed, :failed, :flaky, :streakRuns, :streakCommits,
                :failedInRow, :flakes, :runs, :changes, :tolerated, :confidence, :wanted, :now)
            """;

    /// Runs that count, by commit. One that passed after its runner saw it fail is both.
    private static final String RUNS =
            """
            count(case when a.status = 'succeeded' then 1 end) as passed,
            count(case when a.status in ('failed', 'timed_out') or a.test_flaky then 1 end)
                as failed
            """;

    private StabilityRows() {}

    /// Weighs what is known of a task now.
    public static void update(Writes writes, TaskRow task, KnownTask known, Instant at) {
        var before = known.footings();
        var runs = known.runs().tally();
        var history =
                runs.passed() + runs.failed() == 0
                        ? before.history()
                        : before.history()
                                .with(
                                        new CommitRuns(
                                                task.position(), runs.passed(), runs.failed()));
        write(writes, row(task.branch(), task.target(), before, history, at));
    }

    /// Judges a target anew by the runs that are known: its configuration changed, or its
    /// quarantine.
    static void judge(Handle handle, BranchKey branch, String target, Instant now) {
        var before = Footings.read(handle, branch, target);
        write(handle, row(branch, target, before, before.history(), now));
    }

    /// The same of targets of which something is known. The caller holds no lock on them.
    public static void judgeAnew(
            Handle handle, BranchKey branch, Collection<String> targets, Instant now) {
        for (var target : targets) {
            QuarantineRows.lockSummary(handle, branch, target);
            var before = Footings.read(handle, branch, target);
            if (before.state() != null) {
                write(handle, row(branch, target, before, before.history(), now));
            }
        }
    }

    /// Reads the runs of all commits again.
    public static void rebuild(Handle handle, BranchKey branch, String target, Instant now) {
        var before = Footings.read(handle, branch, target);
        var commits =
                branch.bind(
                                handle.createQuery(
                                        """
                                        select t.position, %s
                                        from task t join attempt a on a.task_id = t.id
                                        where t.repository_id = :repository and t.branch = :branch
                                            and t.target = :target and not a.discounted
                                            and a.status in ('succeeded', 'failed', 'timed_out')
                                        group by t.position
                                        order by t.position desc limit :horizon
                                        """
                                                .formatted(RUNS)))
                        .bind("target", target)
                        .bind("horizon", History.HORIZON)
                        .map(
                                (row, _) ->
                                        new CommitRuns(
                                                row.getLong("position"),
                                                row.getInt("passed"),
                                                row.getInt("failed")))
                        .list();
        if (commits.isEmpty() && before.state() == null) {
            return;
        }
        write(handle, row(branch, target, before, new History(commits.reversed()), now));
    }

    private static Row row(
            BranchKey branch, String target, Footings before, History history, Instant now) {
        var evidence = before.evidence(history);
        var assessment = Stability.assess(before.footing(), evidence, before.policy());
        return new Row(branch, target, before, history, evidence, assessment, now);
    }

    private static void write(Handle handle, Row row) {
        var writes = new Writes();
        write(writes, row);
        writes.execute(handle);
    }

    private static void write(Writes writes, Row row) {
        row.fill(writes.add(row.before().state() == null ? INSERT : UPDATE));
    }

    /// A row to be written.
    private record Row(
            BranchKey branch,
            String target,
            Footings before,
            History history,
            Evidence evidence,
            Assessment assessment,
            Instant now) {

        void fill(Writes.Write write) {
            var state = assessment.state().word();
            var since = state.equals(before.state()) ? before.since() : null;
            var counts = evidence.counts();
            var changes = Json.array();
            evidence.changePoints().forEach(changes::add);
            branch.bind(write)
                    .bind("target", target)
                    .bind("history", history.text())
                    .bind("state", state)
                    .bind("since", since == null ? now : since)
                    .bind("watched", before.watched(state))
                    .bind("advice", assessment.advice().word())
                    .bind("why", assessment.advice().sentence())
                    .bind("verdicts", counts.verdicts())
                    .bind("passed", counts.passed())
                    .bind("failed", counts.failed())
                    .bind("flaky", counts.flaky())
                    .bind("streakRuns", evidence.streak().runs())
                    .bind("streakCommits", evidence.streak().commits())
                    .bind("failedInRow", evidence.failedInRow())
                    .bind("flakes", evidence.flakes())
                    .bind("runs", evidence.runs())
                    .bind("changes", changes.toString())
                    .bind("tolerated", before.policy().tolerated())
                    .bind("confidence", evidence.posterior().atMost(before.policy().tolerated()))
                    .bind("wanted", before.policy().wantedRuns())
                    .bind("now", now);
        }
    }
}
