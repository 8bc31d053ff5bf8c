package dev.muster.adapter.jdbc.stability;

import dev.muster.adapter.jdbc.ground.BranchKey;
import dev.muster.adapter.jdbc.ground.CheckDue;

import org.jdbi.v3.core.Handle;

import java.time.Instant;

/// The failures of a target on what is proposed for a branch: whether they stand in the way changes
/// with its quarantine.
final class ProposedFailures {

    private ProposedFailures() {}

    /// Has the check runs of the commits looked at again that the target failed on.
    static void look(Handle handle, BranchKey base, String target, Instant now) {
        base.bind(
                        handle.createQuery(
                                """
                                select t.branch as line, t.sha from task t
                                where t.repository_id = :repository and t.target = :target
                                    and t.blocking
                                    and t.status in ('failed', 'timed_out', 'infra_failure')
                                    and (t.branch, t.sha) in (
                                        select 'pull:' || p.number || ':' || p.base, p.head_sha
                                        from pull_request p
                                        where p.repository_id = :repository and p.base = :branch
                                            and p.state = 'open'
                                        union all
                                        select 'queue:' || g.base, g.head_sha from merge_group g
                                        where g.repository_id = :repository and g.base = :branch
                                            and g.state = 'wanted')
                                order by t.branch, t.sha
                                """))
                .bind("target", target)
                .map(
                        (row, _) ->
                                new Failure(
                                        new BranchKey(
                                                base.repository(),
                                                base.slug(),
                                                row.getString("line")),
                                        row.getString("sha")))
                .list()
                .forEach(it -> CheckDue.mark(handle, it.line(), it.sha(), now));
    }

    private record Failure(BranchKey line, String sha) {}
}
