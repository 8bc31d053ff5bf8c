package dev.muster.adapter.jdbc.actions;

import dev.muster.adapter.jdbc.actions.JobRows.Build;
import dev.muster.adapter.jdbc.dispatch.AttemptParameters;
import dev.muster.adapter.jdbc.ground.Texts;
import dev.muster.adapter.jdbc.reporting.FailureRows;
import dev.muster.adapter.jdbc.reporting.LateReports;
import dev.muster.core.ci.AttemptKey;
import dev.muster.core.ci.TaskStatus;
import dev.muster.core.ci.Verdict;
import dev.muster.core.external.Post;
import dev.muster.core.failure.Signature;
import dev.muster.dispatch.Runner;
import dev.muster.identity.ActionsJob;
import dev.muster.jobs.JobStore.Heard;
import dev.muster.jobs.JobStore.Outcome;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/// Brings what a job says into the rows of its attempt.
///
/// @param handle the transaction, which has the task's locks
/// @param job who speaks
/// @param post what it says
/// @param log where people read the job's log
/// @param now the time
/// @param reruns for a job of a run that was started again
record JobSays(
        Handle handle, ActionsJob job, Post post, String log, Instant now, JobReruns reruns) {

    private static final int NOTE_LENGTH = 2000;
    private static final String JOB = "github-job";

    /// @param builds the attempts of the job's run, the oldest first; at least one
    Heard about(List<Build> builds) {
        var newest = builds.getLast();
        if (post.attempt() != null
                && builds.stream().noneMatch(it -> it.key().number() == post.attempt())) {
            return none(
                    new Outcome.NotYours(
                            "run %d was not asked for attempt %d"
                                    .formatted(job.runId(), post.attempt())));
        }
        var same =
                builds.reversed().stream()
                        .filter(it -> Objects.equals(it.runAttempt(), job.runAttempt()))
                        .findFirst();
        if (same.isPresent()) {
            return said(same.get());
        }
        var before = newest.runAttempt();
        if (before != null && before > job.runAttempt()) {
            return twin("run %d was started again since".formatted(job.runId()));
        }
        if (!newest.ended() && before == null) {
            return said(newest);
        }
        if (job.runAttempt() == 1) {
            return twin(over(newest));
        }
        return again(newest);
    }

    private Heard again(Build before) {
        return switch (reruns.adopt(handle, before, execution(), now)) {
            case JobReruns.Adopted.Done(var build) -> {
                var heard = said(build);
                yield new Heard(heard.outcome(), List.of(build.key()));
            }
            case JobReruns.Adopted.Unwanted(var why) -> twin(why);
        };
    }

    private JobReruns.Execution execution() {
        return new JobReruns.Execution(job.runId(), job.runAttempt());
    }

    private Heard said(Build build) {
        if (build.job() != null
                && job.checkRunId() != null
                && !build.job().equals(job.checkRunId())) {
            return twin("another job of run %d has it".formatted(job.runId()));
        }
        var verdict = post.status().verdict();
        return verdict == null ? starts(build) : ends(build, verdict);
    }

    private Heard starts(Build build) {
        if (build.ended()) {
            LateReports.count(handle, build.key(), JOB, TaskStatus.RUNNING, now);
            return twin(over(build));
        }
        if (build.state().equals("running")) {
            return taken(build, TaskStatus.RUNNING, false);
        }
        if (build.cancel() != null) {
            end(build, Runner.Ending.CANCELLED, build.cancel());
            return new Heard(new Outcome.Twin(build.cancel()), List.of(build.key()));
        }
        bind(
                        handle.createUpdate(
                                """
                                update actions_build set state = 'running', started_at = :at,
                                    job_id = :job, run_id = :run, run_attempt = :runAttempt
                                where task_id = :task and number = :number
                                """),
                        build.key())
                .bind("at", within(build, post.startedAt(), now))
                .execute();
        link(build);
        return taken(build, TaskStatus.RUNNING, true);
    }

    private Heard ends(Build build, Verdict verdict) {
        if (build.ended()) {
            LateReports.count(handle, build.key(), JOB, verdict.status(), now);
            afterwards(build, verdict);
            var status = build.ending() == null ? TaskStatus.INFRA_FAILURE : status(build.ending());
            return taken(build, status, false);
        }
        var ending =
                switch (verdict) {
                    case PASSED -> Runner.Ending.PASSED;
                    case FAILED -> Runner.Ending.FAILED;
                    case TIMED_OUT -> Runner.Ending.TIMED_OUT;
                    case CANCELLED -> Runner.Ending.CANCELLED;
                    case INFRA_FAILED -> Runner.Ending.INFRA_FAILED;
                };
        end(build, ending, post.note());
        link(build);
        return taken(build, verdict.status(), true);
    }

    /// GitHub's word about the job came first, and does not know what the target said: that counts
    /// whenever it comes, as long as both say that the target failed.
    private void afterwards(Build build, Verdict verdict) {
        if (build.ending() == null || !red(verdict) || !red(verdict(build.ending()))) {
            return;
        }
        bind(
                        handle.createUpdate(
                                """
                                update actions_build set said = coalesce(said, :said),
                                    note = case when coalesce(note, '') = '' then :note
                                        else note end,
                                    job_id = coalesce(job_id, :job), run_id = :run,
                                    run_attempt = :runAttempt
                                where task_id = :task and number = :number
                                """),
                        build.key())
                .bind("said", signature())
                .bind("note", Texts.fit(post.note(), NOTE_LENGTH))
                .execute();
        handle.createUpdate(
                        """
                        update attempt set note = :note
                        where task_id = :task and number = :number and note is null
                        """)
                .bind("note", post.note().isEmpty() ? null : Texts.fit(post.note(), NOTE_LENGTH))
                .bind("task", build.key().task().value())
                .bind("number", build.key().number())
                .execute();
        FailureRows.add(handle, build.key(), verdict, post);
        link(build);
    }

    private static boolean red(Verdict verdict) {
        return verdict == Verdict.FAILED || verdict == Verdict.TIMED_OUT;
    }

    private static Verdict verdict(String ending) {
        return verdict(Runner.Ending.valueOf(ending));
    }

    private @Nullable String signature() {
        return Signature.of(post.said()).map(Signature::text).orElse(null);
    }

    private void end(Build build, Runner.Ending ending, String note) {
        var finished = within(build, post.finishedAt(), now);
        var started = build.startedAt() == null ? post.startedAt() : build.startedAt();
        bind(
                        handle.createUpdate(
                                """
                                update actions_build set state = 'ended', ending = :ending,
                                    note = :note, said = :said, started_at = :started,
                                    finished_at = :finished,
                                    job_id = coalesce(job_id, :job), run_id = :run,
                                    run_attempt = :runAttempt
                                where task_id = :task and number = :number
                                """),
                        build.key())
                .bind("ending", ending.name())
                .bind("note", Texts.fit(note, NOTE_LENGTH))
                .bind("said", signature())
                .bind("started", within(build, started, finished))
                .bind("finished", finished)
                .execute();
    }

    private Update bind(Update update, AttemptKey key) {
        return update.bind("task", key.task().value())
                .bind("number", key.number())
                .bindByType("job", job.checkRunId(), Long.class)
                .bind("run", job.runId())
                .bind("runAttempt", job.runAttempt());
    }

    /// The job's clock is another one: no time counts before the attempt was made, or behind now.
    private static Instant within(Build build, @Nullable Instant told, Instant latest) {
        if (told == null || told.isAfter(latest)) {
            return latest;
        }
        return told.isBefore(build.createdAt()) ? build.createdAt() : told;
    }

    private void link(Build build) {
        handle.createUpdate(
                        """
                        update attempt set log_url = :log, build = :run
                        where task_id = :task and number = :number
                            and (finished_at is null or log_url is null)
                        """)
                .bind("log", log)
                .bind("run", String.valueOf(job.runId()))
                .bind("task", build.key().task().value())
                .bind("number", build.key().number())
                .execute();
    }

    private Heard taken(Build build, TaskStatus status, boolean changed) {
        return new Heard(
                new Outcome.Taken(
                        build.key().task(),
                        build.line(),
                        status,
                        build.key().number(),
                        changed,
                        AttemptParameters.text(handle, build.key())),
                changed ? List.of(build.key()) : List.of());
    }

    private static String over(Build build) {
        var word = build.ending() == null ? "given up" : status(build.ending()).word();
        return build.note().isEmpty()
                ? "it is over: " + word
                : "it is over: %s, %s".formatted(word, build.note());
    }

    private static TaskStatus status(String ending) {
        return verdict(ending).status();
    }

    static Verdict verdict(Runner.Ending ending) {
        return switch (ending) {
            case PASSED -> Verdict.PASSED;
            case FAILED -> Verdict.FAILED;
            case TIMED_OUT -> Verdict.TIMED_OUT;
            case CANCELLED -> Verdict.CANCELLED;
            case INFRA_FAILED -> Verdict.INFRA_FAILED;
        };
    }

    private static Heard twin(String why) {
        return none(new Outcome.Twin(why));
    }

    private static Heard none(Outcome outcome) {
        return new Heard(outcome, List.of());
    }
}
