package dev.muster.adapter.jdbc.stability;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.adapter.jdbc.evidence.Footings;
import dev.muster.adapter.jdbc.ground.BranchKey;
import dev.muster.adapter.jdbc.ground.Json;
import dev.muster.core.ci.CommitSha;
import dev.muster.core.ci.TaskStatus;
import dev.muster.core.culprit.CulpritSearch;
import dev.muster.core.culprit.Noise;
import dev.muster.core.culprit.Sighting;
import dev.muster.core.culprit.Suspect;
import dev.muster.core.culprit.SuspectRange;
import dev.muster.core.stability.Evidence;
import dev.muster.stability.CulpritDesk.Case;
import dev.muster.stability.CulpritDesk.Subject;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Gathers what is known of a suspect range.
public final class CulpritCases {

    /// Of the commits after the range so many count: they tell that it is no flake, and not where
    /// it began.
    private static final int AFTER = 4;

    private static final Set<String> UNWATCHED = Set.of("run_if_unmatched", "run_if_not_matched");

    private CulpritCases() {}

    /// A commit of the range.
    ///
    /// @param sha its name
    /// @param files how many files it changed, 0 where that is not known
    /// @param reason of the decision about the target; null where there is none
    /// @param task the target's task there; null where there is none
    private record Commit(
            CommitSha sha, int files, @Nullable String reason, @Nullable TaskOf task) {

        static Commit of(ResultSet row) throws SQLException {
            var id = row.getString("task_id");
            return new Commit(
                    new CommitSha(row.getString("sha")),
                    row.getInt("changed_files"),
                    row.getString("reason"),
                    id == null
                            ? null
                            : new TaskOf(
                                    TaskStatus.of(row.getString("status")),
                                    row.getBoolean("external")));
        }

        boolean runnable() {
            return task != null
                    && !task.external()
                    && (task.status().ended() || task.status() == TaskStatus.WAITING);
        }

        boolean running() {
            return task != null && !task.status().ended() && task.status() != TaskStatus.WAITING;
        }

        boolean unwatched() {
            return reason != null && UNWATCHED.contains(reason);
        }
    }

    private record TaskOf(TaskStatus status, boolean external) {}

    /// Nothing where the commits are not known any more.
    public static Optional<Case> read(Handle handle, Subject subject) {
        var branch = BranchKey.find(handle, subject.repo(), subject.branch()).orElseThrow();
        var commits = commits(handle, branch, subject);
        if (commits.size() < 2 || commits.size() != subject.bad() - subject.good() + 1) {
            return Optional.empty();
        }
        var filtered = commits.stream().anyMatch(Commit::unwatched);
        var suspects =
                commits.stream()
                        .skip(1)
                        .map(it -> Suspect.of(it.sha(), it.files(), filtered && !it.unwatched()))
                        .toList();
        var runnable = new HashSet<Integer>();
        for (var place = 0; place < commits.size(); place++) {
            if (commits.get(place).runnable()) {
                runnable.add(place);
            }
        }
        return Optional.of(
                new Case(
                        subject,
                        new SuspectRange(commits.getFirst().sha(), suspects),
                        noise(handle, branch, subject),
                        sightings(handle, branch, subject),
                        runnable,
                        commits.stream().anyMatch(Commit::running),
                        wanted(handle, branch, subject.target())));
    }

    private static List<Commit> commits(Handle handle, BranchKey branch, Subject subject) {
        return branch.bind(
                        handle.createQuery(
                                """
                                select l.sha, p.changed_files, d.reason, t.id as task_id,
                                    t.status, t.external
                                from landed_commit l
                                left join plan p on p.id = l.plan_id
                                left join decision d on d.plan_id = l.plan_id
                                    and d.target = :target
                                left join task t on t.repository_id = l.repository_id
                                    and t.branch = l.branch and t.sha = l.sha
                                    and t.target = :target
                                where l.repository_id = :repository and l.branch = :branch
                                    and l.position between :good and :bad
                                order by l.position
                                """))
                .bind("target", subject.target())
                .bind("good", subject.good())
                .bind("bad", subject.bad())
                .map((row, _) -> Commit.of(row))
                .list();
    }

    /// By what the target did before it broke.
    private static Noise noise(Handle handle, BranchKey branch, Subject subject) {
        var history = Footings.read(handle, branch, subject.target()).history();
        return Noise.of(Evidence.of(history.upTo(subject.good())).posterior().mean());
    }

    /// Whether its newest verdict is a failure, and its configuration does not ask to leave it
    /// alone.
    private static boolean wanted(Handle handle, BranchKey branch, String target) {
        return branch.bind(
                        handle.createQuery(
                                """
                                select m.newest_red and s.advice <> 'leave_ignored'
                                from target_summary m
                                join target_stability s on s.repository_id = m.repository_id
                                    and s.branch = m.branch and s.target = m.target
                                where m.repository_id = :repository and m.branch = :branch
                                    and m.target = :target
                                """))
                .bind("target", target)
                .mapTo(Boolean.class)
                .findOne()
                .orElse(false);
    }

    /// The runs on a commit.
    private record Runs(long position, int passed, int failed) {}

    private static List<Runs> runs(Handle handle, BranchKey branch, Subject subject) {
        return branch.bind(
                        handle.createQuery(
                                """
                                select t.position,
                                    count(case when a.status = 'succeeded' then 1 end) as passed,
                                    count(case when a.status <> 'succeeded' then 1 end) as failed
                                from task t join attempt a on a.task_id = t.id
                                where t.repository_id = :repository and t.branch = :branch
                                    and t.target = :target and t.position >= :good
                                    and not a.discounted
                                    and a.status in ('succeeded', 'failed', 'timed_out')
                                group by t.position order by t.position
                                """))
                .bind("target", subject.target())
                .bind("good", subject.good())
                .map(
                        (row, _) ->
                                new Runs(
                                        row.getLong("position"),
                                        row.getInt("passed"),
                                        row.getInt("failed")))
                .list();
    }

    private static List<Sighting> sightings(Handle handle, BranchKey branch, Subject subject) {
        var sightings = new ArrayList<Sighting>();
        var last = Math.toIntExact(subject.bad() - subject.good());
        var after = 0;
        for (var runs : runs(handle, branch, subject)) {
            if (runs.position() > subject.bad() && ++after > AFTER) {
                break;
            }
            var place = (int) Math.min(last, runs.position() - subject.good());
            for (var run = 0; run < runs.passed(); run++) {
                sightings.add(new Sighting(place, true));
            }
            for (var run = 0; run < runs.failed(); run++) {
                sightings.add(new Sighting(place, false));
            }
        }
        return sightings;
    }

    /// The target's task on a commit.
    public static Optional<String> task(
            Handle handle, BranchKey branch, Case it, CommitSha commit) {
        return branch.bind(
                        handle.createQuery(
                                """
                                select id from task where repository_id = :repository
                                    and branch = :branch and sha = :sha and target = :target
                                """))
                .bind("sha", commit.value())
                .bind("target", it.subject().target())
                .mapTo(String.class)
                .findOne();
    }

    /// The range for people, oldest commit first.
    public static ObjectNode document(
            Handle handle, BranchKey branch, Case it, CulpritSearch search) {
        var runs =
                runs(handle, branch, it.subject()).stream()
                        .collect(Collectors.toMap(Runs::position, run -> run));
        var document =
                Json.object()
                        .put("lastGood", it.range().lastGood().value())
                        .put("firstBad", it.range().commit(it.range().last()).value())
                        .put("flakeRate", StabilityFigures.rounded(it.noise().flakeRate()))
                        .put("nobody", StabilityFigures.rounded(search.probability(0)));
        var list = document.putArray("suspects");
        var place = 0;
        for (var told : told(handle, branch, it.subject())) {
            place++;
            var of = runs.get(it.subject().good() + place);
            list.add(
                    told.put("probability", StabilityFigures.rounded(search.probability(place)))
                            .put("passed", of == null ? 0 : of.passed())
                            .put("failed", of == null ? 0 : of.failed()));
        }
        return document;
    }

    private static List<ObjectNode> told(Handle handle, BranchKey branch, Subject subject) {
        return branch.bind(
                        handle.createQuery(
                                """
                                select sha, subject, author from landed_commit
                                where repository_id = :repository and branch = :branch
                                    and position > :good and position <= :bad
                                order by position
                                """))
                .bind("good", subject.good())
                .bind("bad", subject.bad())
                .map(
                        (row, _) ->
                                Json.object()
                                        .put("sha", row.getString("sha"))
                                        .put("subject", row.getString("subject"))
                                        .put("author", row.getString("author")))
                .list();
    }
}
