package dev.muster.adapter.jdbc.actions;

import dev.muster.actions.BuildRequest;
import dev.muster.actions.HeadStore.Stop;
import dev.muster.actions.HeadStore.Told;
import dev.muster.actions.JobSeen;
import dev.muster.adapter.jdbc.ground.Json;
import dev.muster.adapter.jdbc.ground.Rows;
import dev.muster.core.ci.AttemptKey;
import dev.muster.core.ci.CommitSha;
import dev.muster.core.ci.RepoSlug;

import org.jdbi.v3.core.Handle;

import java.time.Instant;
import java.util.List;

/// The runs at heads of proposals that are to be stopped.
final class ActionsStops {

    private ActionsStops() {}

    /// After an attempt was cancelled: the run is to stop if that was the last one wanted of it.
    static void ask(Handle handle, AttemptKey key, Instant now) {
        ActionsBuilds.bind(
                        handle.createUpdate(
                                """
                                insert into actions_stop (repository_id, sha, asked_at)
                                select b.repository_id, b.sha, cast(:now as timestamp with time zone)
                                from actions_build b
                                where b.task_id = :task and b.number = :number and b.pool = 'pull'
                                    and b.cancel_why is not null
                                    and not exists (select 1 from actions_build other
                                        where other.repository_id = b.repository_id
                                            and other.sha = b.sha and other.pool = 'pull'
                                            and other.state in ('asked', 'running')
                                            and other.cancel_why is null)
                                on conflict do nothing
                                """),
                        key)
                .bind("now", now)
                .execute();
    }

    /// Something is wanted of the run again.
    static void takeBack(Handle handle, RepoSlug repo, CommitSha sha) {
        handle.createUpdate(
                        """
                        delete from actions_stop where sha = :sha and repository_id in (
                            select id from repository where owner = :owner and name = :name)
                        """)
                .bind("sha", sha.value())
                .bind("owner", repo.owner())
                .bind("name", repo.name())
                .execute();
    }

    static List<Stop> toStop(Handle handle, Instant notSince, int limit) {
        return handle.createQuery(
                        """
                        select s.*, r.owner, r.name from actions_stop s
                        join repository r on r.id = s.repository_id
                        where s.looked_at is null or s.looked_at <= :since
                        order by s.asked_at, s.sha limit :limit
                        """)
                .bind("since", notSince)
                .bind("limit", limit)
                .map(
                        (row, _) ->
                                new Stop(
                                        row.getLong("repository_id"),
                                        new RepoSlug(row.getString("owner"), row.getString("name")),
                                        new CommitSha(row.getString("sha")),
                                        Rows.time(row, "asked_at"),
                                        Rows.instant(row, "sent_at"),
                                        Rows.instant(row, "forced_at") != null))
                .list();
    }

    static void stopping(Handle handle, Stop stop, Told told, Instant now) {
        handle.createUpdate(
                        """
                        update actions_stop set looked_at = :now,
                            sent_at = case when :sent then coalesce(sent_at, :now) else sent_at end,
                            forced_at = case when :forced then cast(:now as timestamp with time zone)
                                else forced_at end
                        where repository_id = :repository and sha = :sha
                        """)
                .bind("now", now)
                .bind("sent", told != Told.NOTHING)
                .bind("forced", told == Told.FORCE)
                .bind("repository", stop.repository())
                .bind("sha", stop.sha().value())
                .execute();
    }

    static void stopped(Handle handle, Stop stop, List<JobSeen> jobs) {
        handle.createUpdate(
                        """
                        delete from actions_stop where repository_id = :repository and sha = :sha
                        """)
                .bind("repository", stop.repository())
                .bind("sha", stop.sha().value())
                .execute();
        for (var build : cancelled(handle, stop)) {
            jobs.stream()
                    .filter(it -> isOf(it, build.name()))
                    .findFirst()
                    .ifPresent(it -> ActionsHeads.executed(handle, build.key(), it));
        }
    }

    private record Cancelled(AttemptKey key, String name) {}

    private static List<Cancelled> cancelled(Handle handle, Stop stop) {
        return handle.createQuery(
                        """
                        select task_id, number, request from actions_build
                        where state = 'ended' and pool = 'pull' and job_id is null
                            and ending = 'CANCELLED'
                            and repository_id = :repository and sha = :sha
                        order by task_id, number for update
                        """)
                .bind("repository", stop.repository())
                .bind("sha", stop.sha().value())
                .map(
                        (row, _) ->
                                new Cancelled(
                                        ActionsBuilds.key(row),
                                        Json.to(row.getString("request"), BuildRequest.class)
                                                .name()))
                .list();
    }

    private static boolean isOf(JobSeen job, String name) {
        return job.name().equals(name) || job.name().startsWith(name + " / ");
    }
}
