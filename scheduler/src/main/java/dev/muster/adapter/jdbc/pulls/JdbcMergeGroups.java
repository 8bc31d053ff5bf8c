package dev.muster.adapter.jdbc.pulls;

import dev.muster.adapter.jdbc.dispatch.LineTasks;
import dev.muster.adapter.jdbc.ground.BranchKey;
import dev.muster.adapter.jdbc.ground.CheckDue;
import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.adapter.jdbc.ground.Texts;
import dev.muster.adapter.jdbc.ground.Transactions;
import dev.muster.adapter.jdbc.planning.JdbcCommitLog;
import dev.muster.core.ci.Commit;
import dev.muster.core.ci.CommitSha;
import dev.muster.planning.CommitLog;
import dev.muster.planning.TrackedRepository;
import dev.muster.presubmit.MergeGroup;
import dev.muster.presubmit.MergeGroups;

import org.jdbi.v3.core.Handle;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

/// The merge groups, with what follows for their tasks in the same transaction.
public final class JdbcMergeGroups implements MergeGroups {

    private static final String SELF = "muster";

    private final Transactions transactions;
    private final Clock clock;

    public JdbcMergeGroups(Database database, Clock clock) {
        this.transactions = new Transactions(database.jdbi());
        this.clock = clock;
    }

    @Override
    public boolean wanted(TrackedRepository repository, MergeGroup group) {
        return transactions.in(handle -> wanted(handle, repository, group, clock.instant()));
    }

    private static boolean wanted(
            Handle handle, TrackedRepository repository, MergeGroup group, Instant now) {
        if (!create(handle, repository, group, "wanted", "", now)) {
            return false;
        }
        var line = line(repository, group);
        var commit =
                new Commit(group.head(), "merge group " + group.headRef(), "merge queue", "", now);
        JdbcCommitLog.land(
                handle,
                line,
                new CommitLog.Landing(line.name(), group.head(), List.of(commit), 0),
                now);
        CheckDue.mark(handle, line, group.head().value(), now);
        return true;
    }

    @Override
    public void destroyed(TrackedRepository repository, MergeGroup group, String cause) {
        transactions.run(
                handle -> {
                    var now = clock.instant();
                    if (!create(handle, repository, group, "destroyed", cause, now)) {
                        destroy(handle, repository, group, cause, now);
                    }
                });
    }

    private static void destroy(
            Handle handle,
            TrackedRepository repository,
            MergeGroup group,
            String cause,
            Instant now) {
        handle.createUpdate(
                        """
                        update merge_group set state = 'destroyed', cause = :cause, seen_at = :now
                        where repository_id = :repository and head_sha = :sha
                            and state = 'wanted'
                        """)
                .bind("cause", Texts.fit(cause, 50))
                .bind("now", now)
                .bind("repository", repository.id())
                .bind("sha", group.head().value())
                .execute();
        var line = line(repository, group);
        var tasks =
                LineTasks.of(
                        handle,
                        line,
                        group.head().value(),
                        List.of("waiting", "queued", "dispatched", "running"));
        LineTasks.stop(
                handle, tasks, LineTasks.request(SELF, "the merge group is gone: " + cause, now));
        CheckDue.mark(handle, line, group.head().value(), now);
    }

    private static boolean create(
            Handle handle,
            TrackedRepository repository,
            MergeGroup group,
            String state,
            String cause,
            Instant now) {
        return handle.createUpdate(
                                """
                                insert into merge_group (repository_id, head_sha, base, base_sha,
                                    head_ref, state, cause, seen_at)
                                values (:repository, :sha, :base, :baseSha, :ref, :state, :cause,
                                    :now)
                                on conflict do nothing
                                """)
                        .bind("repository", repository.id())
                        .bind("sha", group.head().value())
                        .bind("base", group.base())
                        .bind("baseSha", group.baseSha().value())
                        .bind("ref", Texts.fit(group.headRef(), 500))
                        .bind("state", state)
                        .bind("cause", Texts.fit(cause, 50))
                        .bind("now", now)
                        .execute()
                == 1;
    }

    private static BranchKey line(TrackedRepository repository, MergeGroup group) {
        return new BranchKey(repository.id(), repository.slug(), group.line().text());
    }

    @Override
    public List<MergeGroup> open(TrackedRepository repository) {
        return transactions.in(
                handle ->
                        handle.createQuery(
                                        """
                                        select * from merge_group
                                        where repository_id = :repository and state = 'wanted'
                                        """)
                                .bind("repository", repository.id())
                                .map(
                                        (row, _) ->
                                                new MergeGroup(
                                                        new CommitSha(row.getString("head_sha")),
                                                        row.getString("head_ref"),
                                                        row.getString("base"),
                                                        new CommitSha(row.getString("base_sha"))))
                                .list());
    }
}
