package dev.muster.adapter.jdbc.evidence;

import dev.muster.adapter.jdbc.ground.BranchKey;
import dev.muster.adapter.jdbc.ground.Rows;
import dev.muster.adapter.jdbc.ground.TaskRow;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;

/// What a target's summary says that depends on the order of commits.
///
/// @param newestRun the newest commit it ran on, runs or is queued; null where there is none
/// @param newest the newest commit with a verdict; null where there is none
/// @param lastGood the newest commit that passed; null where there is none
/// @param red the present red streak; null where the newest verdict is none or passed
record SummaryEnds(
        @Nullable Long newestRun,
        @Nullable Long newest,
        @Nullable Long lastGood,
        @Nullable Red red) {

    private static final String OF_TARGET =
            "t.repository_id = :repository and t.branch = :branch and t.target = :target";

    private static final String READ =
            """
            select (select max(t.position) from task t where %1$s and t.status <> 'waiting')
                    as newest_run_position,
                (select max(t.position) from task t where %1$s and t.verdict is not null)
                    as newest_position,
                (select max(t.position) from task t where %1$s and t.verdict = 'succeeded')
                    as last_good_position
            """
                    .formatted(OF_TARGET);

    private static final String FIRST_BAD =
            """
            select t.position, t.verdict_at from task t
            where %s and t.verdict in ('failed', 'timed_out') and t.position > :good
            order by t.position limit 1
            """
                    .formatted(OF_TARGET);

    /// A red streak.
    ///
    /// @param firstBad its oldest commit
    /// @param since when that failed; null where that is not known
    record Red(long firstBad, @Nullable Instant since) {}

    /// Reads the ends of the index of a target's tasks.
    static SummaryEnds read(Handle handle, BranchKey branch, String target) {
        var ends =
                branch.bind(handle.createQuery(READ))
                        .bind("target", target)
                        .map(
                                (row, _) ->
                                        new SummaryEnds(
                                                Rows.number(row, "newest_run_position"),
                                                Rows.number(row, "newest_position"),
                                                Rows.number(row, "last_good_position"),
                                                null))
                        .one();
        // The newest verdict is either a pass, and then the newest pass, or red.
        return ends.newest == null || ends.newest.equals(ends.lastGood)
                ? ends
                : ends.with(firstBad(handle, branch, target, ends.lastGood));
    }

    private static Red firstBad(
            Handle handle, BranchKey branch, String target, @Nullable Long lastGood) {
        return branch.bind(handle.createQuery(FIRST_BAD))
                .bind("target", target)
                .bind("good", Objects.requireNonNullElse(lastGood, 0L))
                .map((row, _) -> new Red(row.getLong(1), Rows.instant(row, "verdict_at")))
                .one();
    }

    private SummaryEnds with(Red streak) {
        return new SummaryEnds(newestRun, newest, lastGood, streak);
    }

    /// As a summary row has them.
    static SummaryEnds of(ResultSet row) throws SQLException {
        var firstBad = Rows.number(row, "first_bad_position");
        return new SummaryEnds(
                Rows.number(row, "newest_run_position"),
                Rows.number(row, "newest_position"),
                Rows.number(row, "last_good_position"),
                firstBad == null ? null : new Red(firstBad, Rows.instant(row, "red_since")));
    }

    /// Whether nothing has to be read to know the ends after a commit's first verdict: all but a
    /// pass amid a red streak, which cuts it somewhere.
    boolean suffice(TaskRow before, TaskRow after) {
        return before.verdict() == null
                && after.verdict() != null
                && (newest == null
                        || after.position() > newest
                        || red == null
                        || after.verdict().isRed()
                        || after.position() < red.firstBad());
    }

    /// The ends after a first verdict for which they suffice.
    SummaryEnds after(TaskRow task) {
        var at = task.position();
        var run = newestRun == null ? at : Math.max(newestRun, at);
        var newer = newest == null || at > newest;
        var last = newer ? Long.valueOf(at) : newest;
        if (task.verdict() == null || !task.verdict().isRed()) {
            var good = lastGood == null ? at : Math.max(lastGood, at);
            return new SummaryEnds(run, last, good, newer ? null : red);
        }
        var good = Objects.requireNonNullElse(lastGood, 0L);
        var begins = red == null ? newer : at > good && at < red.firstBad();
        return new SummaryEnds(run, last, lastGood, begins ? new Red(at, task.verdictAt()) : red);
    }
}
