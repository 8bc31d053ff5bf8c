package dev.muster.core.attempt;

import dev.muster.core.ci.TaskStatus;
import dev.muster.core.ci.Verdict;

import java.time.Instant;

/// One execution of a task, by how far it has come. It only moves forward.
public sealed interface Attempt {

    /// The status that the store and the API show.
    TaskStatus status();

    /// Handed to a runner, no sign of life yet.
    ///
    /// @param at when
    record Dispatched(Instant at) implements Attempt {
        @Override
        public TaskStatus status() {
            return TaskStatus.DISPATCHED;
        }
    }

    /// The runner said it started.
    ///
    /// @param since when
    record Running(Instant since) implements Attempt {
        @Override
        public TaskStatus status() {
            return TaskStatus.RUNNING;
        }
    }

    /// Final: no report changes it any more.
    ///
    /// @param verdict how it ended
    /// @param startedAt when it started, or when it ended where nobody saw it start
    /// @param finishedAt when it ended
    record Ended(Verdict verdict, Instant startedAt, Instant finishedAt) implements Attempt {
        @Override
        public TaskStatus status() {
            return verdict.status();
        }
    }

    /// The attempt after a report. Reports may come twice, late or out of order, so one that says
    /// nothing new changes nothing.
    static Attempt after(Attempt attempt, Report report) {
        return switch (new Step(attempt, report)) {
            case Step(Dispatched _, Report.Started(var at)) -> new Running(at);
            case Step(Dispatched _, Report.Finished finished) ->
                    new Ended(finished.verdict(), finished.startedAt(), finished.finishedAt());
            case Step(Dispatched _, Report.Lost(_, var at)) ->
                    new Ended(Verdict.INFRA_FAILED, at, at);
            case Step(Dispatched _, Report.Refused(_, var at)) ->
                    new Ended(Verdict.INFRA_FAILED, at, at);
            case Step(Dispatched _, Report.Stopped(_, var at)) ->
                    new Ended(Verdict.CANCELLED, at, at);
            case Step(Running running, Report.Started _) -> running;
            case Step(Running _, Report.Finished finished) ->
                    new Ended(finished.verdict(), finished.startedAt(), finished.finishedAt());
            case Step(Running(var since), Report.Lost(_, var at)) ->
                    new Ended(Verdict.INFRA_FAILED, since, at);
            // A runner that refuses what it runs contradicts itself: the execution counts.
            case Step(Running running, Report.Refused _) -> running;
            case Step(Running(var since), Report.Stopped(_, var at)) ->
                    new Ended(Verdict.CANCELLED, since, at);
            case Step(Ended ended, Report _) -> ended;
        };
    }

    /// An attempt and a report about it.
    ///
    /// @param attempt before the report
    /// @param report what was said
    record Step(Attempt attempt, Report report) {}
}
