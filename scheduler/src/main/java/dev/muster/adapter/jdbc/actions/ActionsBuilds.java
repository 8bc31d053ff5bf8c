package dev.muster.adapter.jdbc.actions;

import dev.muster.actions.BuildRequest;
import dev.muster.actions.JobSeen;
import dev.muster.adapter.jdbc.ground.Json;
import dev.muster.adapter.jdbc.ground.Rows;
import dev.muster.adapter.jdbc.ground.Texts;
import dev.muster.core.ci.AttemptKey;
import dev.muster.core.ci.TaskId;
import dev.muster.dispatch.Runner.Observation;
import dev.muster.generate.Workflows;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Moves the rows of attempts that GitHub Actions executes.
final class ActionsBuilds {

    private static final Duration NO_SIGN_OF_LIFE = Duration.ofMinutes(30);
    private static final int NOTE_LENGTH = 2000;
    private static final int AT_ONCE = 500;

    /// Whoever compares attempts next takes the claim over.
    private static final JobReruns RERUNS = new JobReruns("whoever comes", Duration.ZERO);

    private static final String OPEN =
            """
            select b.task_id, b.number, b.state, coalesce(b.job_name, '') as job_name, b.request
            from actions_build b
            """;

    private static final String OPEN_OF_RUN =
            OPEN
                    + """
                    join actions_dispatch d on d.id = b.dispatch_id
                    where d.repository_id = :repository and d.run_id = :run and b.state <> 'ended'
                        and (b.run_attempt is null or b.run_attempt <= :runAttempt)
                        and (b.job_name = :name or position(b.job_name || ' / ' in :name) = 1)
                    order by b.task_id for update of b
                    """;

    private static final String OPEN_ON_HEAD =
            OPEN
                    + """
                    where b.repository_id = :repository and b.sha = :head and b.pool = 'pull'
                        and b.state in ('due', 'asked', 'running', 'gone')
                        and (b.run_attempt is null or b.run_attempt <= :runAttempt)
                        and (b.run_id is null or b.run_id = :run) order by b.task_id for update of b
                    """;

    private ActionsBuilds() {}

    /// @param word the name of an [dev.muster.dispatch.Runner.Ending]
    /// @param note for people
    record Ending(String word, String note) {}

    /// What is known of attempts, many in one statement.
    static Map<AttemptKey, Observation> observe(
            Handle handle, Collection<AttemptKey> keys, Instant now) {
        var wanted = Set.copyOf(keys);
        var found = new HashMap<AttemptKey, Observation>();
        var tasks = wanted.stream().map(it -> it.task().value()).distinct().toList();
        for (var from = 0; from < tasks.size(); from += AT_ONCE) {
            handle
                    .createQuery(
                            """
                            select b.*, a.agreed_at from actions_build b
                            join attempt a on a.task_id = b.task_id and a.number = b.number
                            where b.task_id in (<tasks>)
                            """)
                    .bindList("tasks", tasks.subList(from, Math.min(from + AT_ONCE, tasks.size())))
                    .map((row, _) -> Map.entry(key(row), observation(row, now)))
                    .stream()
                    .filter(it -> wanted.contains(it.getKey()))
                    .forEach(it -> found.put(it.getKey(), it.getValue()));
        }
        return found;
    }

    private static Observation observation(ResultSet row, Instant now) throws SQLException {
        return switch (row.getString("state")) {
            case "ended" -> {
                var finished = Rows.time(row, "finished_at");
                var started = Rows.instant(row, "started_at");
                yield new Observation.Ended(
                        dev.muster.dispatch.Runner.Ending.valueOf(row.getString("ending")),
                        started == null ? finished : started,
                        finished,
                        row.getObject("exit_code") == null ? -1 : row.getInt("exit_code"),
                        row.getString("note") == null ? "" : row.getString("note"),
                        row.getString("said") == null ? "" : row.getString("said"));
            }
            case "running" -> {
                var started = Rows.time(row, "started_at");
                var seen = Rows.instant(row, "agreed_at");
                yield new Observation.Running(started, seen == null ? started : seen);
            }
            default -> waiting(row, now);
        };
    }

    /// An attempt that nothing was heard of for half an hour is gone, if GitHub was asked for it.
    private static Observation waiting(ResultSet row, Instant now) throws SQLException {
        var silent = Rows.time(row, "created_at").plus(NO_SIGN_OF_LIFE).isBefore(now);
        return silent && row.getString("pool").equals("pull")
                ? new Observation.Gone(
                        "no job of the workflow on pull requests took it within 30 minutes; it"
                            + " needs .github/workflows/muster-pull.yml, and GitHub's approval for"
                            + " forks")
                : new Observation.Pending();
    }

    static void cancel(Handle handle, AttemptKey key, String why, Instant now) {
        bind(
                        handle.createUpdate(
                                """
                                update actions_build set state = 'ended', ending = 'CANCELLED',
                                    note = :why, finished_at = :now, cancel_why = :why
                                where task_id = :task and number = :number
                                    and (state = 'due' or (state = 'asked' and pool = 'pull'))
                                """),
                        key)
                .bind("why", Texts.fit(why, 1000))
                .bind("now", now)
                .execute();
        bind(
                        handle.createUpdate(
                                """
                                update actions_build set cancel_why = :why
                                where task_id = :task and number = :number and state <> 'ended'
                                    and cancel_why is null
                                """),
                        key)
                .bind("why", Texts.fit(why, 1000))
                .execute();
        bind(
                        handle.createUpdate(
                                """
                                update actions_dispatch set
                                    cancel_asked_at = coalesce(cancel_asked_at, :now)
                                where id = (select dispatch_id from actions_build
                                        where task_id = :task and number = :number
                                            and state <> 'ended')
                                    and not exists (select 1 from actions_build b
                                        where b.dispatch_id = actions_dispatch.id
                                            and b.state <> 'ended' and b.cancel_why is null)
                                """),
                        key)
                .bind("now", now)
                .execute();
    }

    static <S extends org.jdbi.v3.core.statement.SqlStatement<S>> S bind(
            S statement, AttemptKey key) {
        return statement.bind("task", key.task().value()).bind("number", key.number());
    }

    static AttemptKey key(ResultSet row) throws SQLException {
        return new AttemptKey(new TaskId(row.getString("task_id")), row.getInt("number"));
    }

    /// Ends all attempts of a run that go on.
    static List<AttemptKey> end(Handle handle, String dispatch, Ending ending, Instant at) {
        var open =
                handle.createQuery(
                                """
                                select * from actions_build
                                where dispatch_id = :id and state <> 'ended'
                                order by task_id for update
                                """)
                        .bind("id", dispatch)
                        .map((row, _) -> key(row))
                        .list();
        open.forEach(it -> end(handle, it, ending, at));
        return open;
    }

    static void end(Handle handle, AttemptKey key, Ending ending, Instant at) {
        bind(
                        handle.createUpdate(
                                """
                                update actions_build set state = 'ended', ending = :ending,
                                    note = :note, finished_at = :at
                                where task_id = :task and number = :number and state <> 'ended'
                                """),
                        key)
                .bind("ending", ending.word())
                .bind("note", Texts.fit(ending.note(), NOTE_LENGTH))
                .bind("at", at)
                .execute();
    }

    /// @param key the attempt
    /// @param state where it stands
    /// @param jobName the name of its job
    private record Open(AttemptKey key, String state, String jobName) {}

    static List<AttemptKey> seen(Handle handle, long repository, JobSeen job, Instant now) {
        RERUNS.seen(handle, repository, job, now);
        if (job.state() == JobSeen.State.QUEUED) {
            // It changes nothing that is known, and each job of a run tells of it.
            return List.of();
        }
        var moved = new ArrayList<AttemptKey>();
        for (var open : open(handle, repository, job)) {
            if (!ActionsHeads.isEarlier(handle, open.key(), job) && move(handle, open, job, now)) {
                moved.add(open.key());
            }
        }
        return moved;
    }

    /// The attempts that a job may be: that of its name in its run, or, for a workflow on pull
    /// requests, that of its name on its commit.
    private static List<Open> open(Handle handle, long repository, JobSeen job) {
        var ofRun = open(handle, OPEN_OF_RUN, repository, job);
        if (!job.workflow().equals(Workflows.PULL_NAME)) {
            return ofRun;
        }
        var both = new LinkedHashSet<>(ofRun);
        both.addAll(open(handle, OPEN_ON_HEAD, repository, job));
        return List.copyOf(both);
    }

    private static List<Open> open(Handle handle, String statement, long repository, JobSeen job) {
        return handle
                .createQuery(statement)
                .bind("repository", repository)
                .bind("run", job.runId())
                .bind("runAttempt", job.runAttempt())
                .bind("name", job.name())
                .bind("head", job.head().value())
                .map(
                        (row, _) ->
                                new Open(
                                        key(row),
                                        row.getString("state"),
                                        row.getString("job_name").isEmpty()
                                                ? Json.to(
                                                                row.getString("request"),
                                                                BuildRequest.class)
                                                        .name()
                                                : row.getString("job_name")))
                .list()
                .stream()
                .filter(
                        it ->
                                job.name().equals(it.jobName())
                                        || job.name().startsWith(it.jobName() + " / "))
                .toList();
    }

    private static boolean move(Handle handle, Open open, JobSeen job, Instant now) {
        var whole = job.name().equals(open.jobName());
        var started = job.startedAt() == null ? now : job.startedAt();
        return switch (job.state()) {
            case QUEUED -> false;
            case RUNNING -> start(handle, open, job, started);
            case SUCCESS -> {
                start(handle, open, job, started);
                yield !whole || finish(handle, open, job, new Ending("PASSED", ""), now);
            }
            case FAILURE -> {
                start(handle, open, job, started);
                yield finish(handle, open, job, new Ending("FAILED", ""), now);
            }
            case SETUP_FAILURE ->
                    finish(
                            handle,
                            open,
                            job,
                            new Ending(
                                    "INFRA_FAILED",
                                    "the job's step '%s' failed before the target began"
                                            .formatted(job.trouble())),
                            now);
            case CANCELLED ->
                    finish(handle, open, job, new Ending("CANCELLED", "stopped on GitHub"), now);
            case TIMED_OUT ->
                    finish(
                            handle,
                            open,
                            job,
                            new Ending("TIMED_OUT", "GitHub ended the job at its time limit"),
                            now);
            case SKIPPED ->
                    finish(
                            handle,
                            open,
                            job,
                            new Ending("INFRA_FAILED", "GitHub skipped the job"),
                            now);
        };
    }

    private static boolean start(Handle handle, Open open, JobSeen job, Instant at) {
        return bind(
                                handle.createUpdate(
                                        """
                                        update actions_build set state = 'running',
                                            started_at = :at, job_id = :job, run_id = :run,
                                            run_attempt = :runAttempt
                                        where task_id = :task and number = :number
                                            and state = 'asked'
                                        """),
                                open.key())
                        .bind("at", at)
                        .bind("job", job.jobId())
                        .bind("run", job.runId())
                        .bind("runAttempt", job.runAttempt())
                        .execute()
                == 1;
    }

    private static boolean finish(
            Handle handle, Open open, JobSeen job, Ending ending, Instant now) {
        ActionsHeads.executed(handle, open.key(), job);
        end(handle, open.key(), ending, job.completedAt() == null ? now : job.completedAt());
        return true;
    }

    /// A run is over: what no job told of ends with it.
    static List<AttemptKey> over(
            Handle handle, String dispatch, int runAttempt, String conclusion, Instant at) {
        var moved = new ArrayList<AttemptKey>();
        var open =
                handle.createQuery(
                                """
                                select * from actions_build
                                where dispatch_id = :id and state <> 'ended'
                                    and (run_attempt is null or run_attempt <= :runAttempt)
                                order by task_id for update
                                """)
                        .bind("id", dispatch)
                        .bind("runAttempt", runAttempt)
                        .map((row, _) -> new Open(key(row), row.getString("state"), ""))
                        .list();
        for (var build : open) {
            end(handle, build.key(), ending(build.state(), conclusion), at);
            moved.add(build.key());
        }
        handle.createUpdate(
                        """
                        update actions_dispatch set state = 'ended'
                        where id = :id and not exists (select 1 from actions_build b
                            where b.dispatch_id = :id and b.state <> 'ended')
                        """)
                .bind("id", dispatch)
                .execute();
        return moved;
    }

    private static Ending ending(@Nullable String state, String conclusion) {
        return switch (conclusion) {
            case "cancelled" -> new Ending("CANCELLED", "stopped on GitHub");
            case "startup_failure" ->
                    new Ending(
                            "INFRA_FAILED",
                            "GitHub could not start the workflow; look at"
                                    + " .github/workflows/muster.yml");
            case "refused" ->
                    new Ending(
                            "INFRA_FAILED",
                            "GitHub ended the run before it had a job; look whether the rules of"
                                    + " the organization for Actions let this App start workflows");
            case "missing" -> new Ending("INFRA_FAILED", "GitHub does not know the run any more");
            case "success" ->
                    "running".equals(state)
                            ? new Ending("PASSED", "")
                            : new Ending(
                                    "INFRA_FAILED",
                                    "no job of the run took it; make the workflow anew with 'muster"
                                            + " generate'");
            default -> new Ending("INFRA_FAILED", "the run ended without a word about it");
        };
    }
}
