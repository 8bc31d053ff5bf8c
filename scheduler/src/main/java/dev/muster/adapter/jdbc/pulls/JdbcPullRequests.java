package dev.muster.adapter.jdbc.pulls;

import dev.muster.adapter.jdbc.dispatch.LineTasks;
import dev.muster.adapter.jdbc.ground.Audit;
import dev.muster.adapter.jdbc.ground.BranchKey;
import dev.muster.adapter.jdbc.ground.CheckDue;
import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.adapter.jdbc.ground.Json;
import dev.muster.adapter.jdbc.ground.Texts;
import dev.muster.adapter.jdbc.ground.Transactions;
import dev.muster.adapter.jdbc.planning.JdbcCommitLog;
import dev.muster.adapter.jdbc.planning.JdbcInbox;
import dev.muster.adapter.jdbc.planning.PullRows;
import dev.muster.checks.CheckNames;
import dev.muster.core.ci.Commit;
import dev.muster.core.ci.CommitSha;
import dev.muster.planning.CommitLog;
import dev.muster.planning.TrackedRepository;
import dev.muster.presubmit.KnownPull;
import dev.muster.presubmit.PullRequest;
import dev.muster.presubmit.PullRequests;
import dev.muster.presubmit.PullSteps;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The pull requests, with what follows for their tasks in the same transaction.
///
/// Locks are taken in this order: pull request, line, then as for any task.
public final class JdbcPullRequests implements PullRequests {

    private static final String SELF = "muster";
    private static final Set<String> NOT_PASSED =
            Set.of("failed", "timed_out", "infra_failure", "cancelled");

    private final Transactions transactions;
    private final Clock clock;

    public JdbcPullRequests(Database database, Clock clock) {
        this.transactions = new Transactions(database.jdbi());
        this.clock = clock;
    }

    @Override
    public Optional<KnownPull> find(TrackedRepository repository, int number) {
        return transactions.in(handle -> PullRows.find(handle, repository.id(), number));
    }

    @Override
    public List<KnownPull> ofHead(TrackedRepository repository, CommitSha head) {
        return transactions.in(handle -> PullRows.ofHead(handle, repository.id(), head.value()));
    }

    @Override
    public List<KnownPull> open(TrackedRepository repository) {
        return transactions.in(handle -> PullRows.open(handle, repository.id()));
    }

    @Override
    public Seen see(
            TrackedRepository repository,
            @Nullable KnownPull before,
            PullRequest pull,
            boolean trusted) {
        return transactions.in(
                handle ->
                        new Sight(handle, repository, clock.instant()).see(before, pull, trusted));
    }

    @Override
    public Approval approve(TrackedRepository repository, int number, CommitSha head, String who) {
        return transactions.in(
                handle ->
                        new Sight(handle, repository, clock.instant()).approve(number, head, who));
    }

    @Override
    public int rerun(
            TrackedRepository repository,
            CommitSha head,
            @Nullable String target,
            String who,
            String reason) {
        return transactions.in(
                handle -> {
                    var tasks = toRerun(handle, repository.id(), head.value(), target);
                    return LineTasks.again(
                            handle, tasks, LineTasks.request(who, reason, clock.instant()));
                });
    }

    private static List<String> toRerun(
            Handle handle, long repository, String sha, @Nullable String target) {
        return handle
                .createQuery(
                        """
                        select id, target, status from task
                        where repository_id = :repository and sha = :sha and branch like '%:%'
                        order by id
                        """)
                .bind("repository", repository)
                .bind("sha", sha)
                .map(
                        (row, _) ->
                                new Ran(
                                        row.getString("id"),
                                        row.getString("target"),
                                        row.getString("status")))
                .list()
                .stream()
                .filter(
                        it ->
                                target == null
                                        ? NOT_PASSED.contains(it.status())
                                        : CheckNames.means(target, it.target()))
                .map(Ran::id)
                .toList();
    }

    private record Ran(String id, String target, String status) {}

    /// One look at one repository within one transaction.
    private record Sight(Handle handle, TrackedRepository repository, Instant now) {

        Seen see(@Nullable KnownPull before, PullRequest pull, boolean trusted) {
            var made = PullRows.create(handle, repository.id(), pull, now);
            var row = PullRows.lock(handle, repository.id(), pull.number()).orElseThrow();
            if (pull.changedAt().isBefore(row.pull().changedAt())) {
                return Seen.UNMOVED;
            }
            if (!made && crossed(before, row.pull(), pull)) {
                return Seen.CROSSED;
            }
            var approved = pull.head().equals(row.approved()) ? row.approved() : null;
            var same = pull.head().equals(row.pull().head());
            var since = same ? row.headSince() : pull.changedAt();
            var after = new KnownPull(pull, since, trusted, approved, row.submitted());
            PullRows.update(handle, repository.id(), after, now);
            var steps = PullSteps.of(row.submitted() == null ? null : row, after);
            steps.forEach(step -> take(step, after));
            if (steps.isEmpty()) {
                resume(after);
            }
            CheckDue.mark(handle, line(pull.line().text()), pull.head().value(), now);
            return steps.isEmpty() ? Seen.UNMOVED : Seen.MOVED;
        }

        /// GitHub tells seconds: of two states of the same one neither looks newer.
        private static boolean crossed(
                @Nullable KnownPull before, PullRequest known, PullRequest pull) {
            return (before == null || !known.equals(before.pull()))
                    && !pull.changedAt().isAfter(known.changedAt())
                    && !pull.equals(known);
        }

        Approval approve(int number, CommitSha head, String who) {
            var row = PullRows.lock(handle, repository.id(), number).orElse(null);
            if (row == null || !row.pull().head().equals(head)) {
                return Approval.OUTDATED;
            }
            if (row.mayRun()) {
                return Approval.NOT_NEEDED;
            }
            handle.createUpdate(
                            """
                            update pull_request set approved_sha = :sha, approved_by = :who
                            where repository_id = :repository and number = :number
                            """)
                    .bind("sha", head.value())
                    .bind("who", Texts.fit(who, 200))
                    .bind("repository", repository.id())
                    .bind("number", number)
                    .execute();
            Audit.append(
                    handle,
                    now,
                    who,
                    "approve",
                    "%s pull request %d %s".formatted(repository.slug(), number, head),
                    "");
            var after =
                    new KnownPull(
                            row.pull(), row.headSince(), row.trusted(), head, row.submitted());
            PullSteps.of(row, after).forEach(step -> take(step, after));
            CheckDue.mark(handle, line(row.pull().line().text()), head.value(), now);
            return Approval.ACCEPTED;
        }

        private BranchKey line(String text) {
            return new BranchKey(repository.id(), repository.slug(), text);
        }

        private void take(PullSteps.Step step, KnownPull known) {
            switch (step) {
                case PullSteps.Step.Submit _ -> submit(known);
                case PullSteps.Step.Revive _ -> revive(known);
                case PullSteps.Step.StopOthers(var why) ->
                        stop(known, known.pull().head().value(), why);
                case PullSteps.Step.StopAll(var why) -> stop(known, "", why);
            }
        }

        private void stop(KnownPull known, String except, String why) {
            var lines = lines(known.pull().number());
            var present = known.pull().line().text();
            var others = lines.stream().filter(it -> !it.equals(present)).toList();
            var tasks = new ArrayList<String>();
            tasks.addAll(LineTasks.unfinished(handle, repository.id(), others, ""));
            if (lines.contains(present)) {
                tasks.addAll(
                        LineTasks.unfinished(handle, repository.id(), List.of(present), except));
            }
            LineTasks.stop(
                    handle, tasks.stream().sorted().toList(), LineTasks.request(SELF, why, now));
        }

        private void submit(KnownPull known) {
            var pull = known.pull();
            var line = line(pull.line().text());
            var lines = lines(pull.number());
            if (!lines.contains(line.name())) {
                lines.add(line.name());
            }
            handle.createUpdate(
                            """
                            update pull_request set submitted = :submitted, lines = :lines
                            where repository_id = :repository and number = :number
                            """)
                    .bind("submitted", known.submission())
                    .bind("lines", Json.texts(lines))
                    .bind("repository", repository.id())
                    .bind("number", pull.number())
                    .execute();
            var commit = new Commit(pull.head(), pull.title(), pull.author(), "", pull.changedAt());
            JdbcCommitLog.land(
                    handle,
                    line,
                    new CommitLog.Landing(line.name(), pull.head(), List.of(commit), 0),
                    now);
            revive(known);
        }

        /// A head that stood on the line before, and was stopped, goes on.
        private void revive(KnownPull known) {
            var line = line(known.pull().line().text());
            var sha = known.pull().head().value();
            var again = LineTasks.of(handle, line, sha, List.of("cancelled"));
            LineTasks.again(
                    handle, again, LineTasks.request(SELF, "the pull request goes on", now));
            var unplanned =
                    line.bind(
                                    handle.createUpdate(
                                            """
                                            update landed_commit set config_state = 'unread'
                                            where repository_id = :repository
                                                and branch = :branch and sha = :sha
                                                and config_state = 'superseded'
                                            """))
                            .bind("sha", sha)
                            .execute();
            if (unplanned > 0) {
                JdbcInbox.reopen(handle, "git", JdbcCommitLog.delivery(line, sha), now);
            }
        }

        /// What was told to stop before the head came back, and ended only afterwards, goes on too.
        private void resume(KnownPull known) {
            var line = line(known.pull().line().text());
            var sha = known.pull().head().value();
            var stopped = LineTasks.stoppedBy(handle, line, sha, SELF);
            LineTasks.again(
                    handle, stopped, LineTasks.request(SELF, "the pull request goes on", now));
        }

        private List<String> lines(int number) {
            return Json.textList(
                    handle.createQuery(
                                    """
                                    select lines from pull_request
                                    where repository_id = :repository and number = :number
                                    """)
                            .bind("repository", repository.id())
                            .bind("number", number)
                            .mapTo(String.class)
                            .one());
        }
    }
}
