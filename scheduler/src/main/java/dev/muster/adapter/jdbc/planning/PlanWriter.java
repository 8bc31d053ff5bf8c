package dev.muster.adapter.jdbc.planning;

import dev.muster.adapter.jdbc.evidence.TargetSummaries;
import dev.muster.adapter.jdbc.ground.BranchKey;
import dev.muster.adapter.jdbc.ground.TaskRow;
import dev.muster.adapter.jdbc.ground.Texts;
import dev.muster.adapter.jdbc.stability.StabilityRows;
import dev.muster.adapter.jdbc.tasks.GridRows;
import dev.muster.adapter.jdbc.tasks.QueueRows;
import dev.muster.config.model.CiConfig;
import dev.muster.config.model.Effective;
import dev.muster.config.model.Target;
import dev.muster.core.attempt.Retry;
import dev.muster.core.ci.Cell;
import dev.muster.core.ci.Line;
import dev.muster.core.ci.TaskStatus;
import dev.muster.core.ci.Ulids;
import dev.muster.plan.ChangedFiles;
import dev.muster.plan.Decision;
import dev.muster.plan.Plan;
import dev.muster.plan.Reason;
import dev.muster.planning.PlanStore.LandedCommit;
import dev.muster.planning.PlanningOutcome;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Writes a plan: decisions, tasks, places in the queue, grid cells.
public final class PlanWriter {

    private static final int PRIORITY_MERGE_GROUP = 10;
    private static final int PRIORITY_DEFAULT = 30;
    private static final int PRIORITY_RECENT_FAILURE = 29;
    private static final String LANDED_EARLIER = "landed before the branch was first seen";

    private final Ulids ulids;

    public PlanWriter(Ulids ulids) {
        this.ulids = ulids;
    }

    /// A decision as it is carried out: with the name of its task where it makes one.
    private record Item(Decision decision, String id, TaskStatus status) {

        String target() {
            return decision.target().name().value();
        }

        boolean hasTask() {
            return status != TaskStatus.SKIPPED;
        }
    }

    /// What all rows of a plan share.
    ///
    /// @param counts whether a red result may close the tree
    private record Sheet(
            Handle handle,
            BranchKey branch,
            LandedCommit commit,
            String plan,
            Map<String, Instant> since,
            boolean counts,
            Instant now) {}

    void write(
            Handle handle,
            BranchKey branch,
            LandedCommit commit,
            PlanningOutcome.Planned planned,
            Instant now) {
        var decisions =
                planned.plan().decisions().stream()
                        .map(decision -> carriedOut(decision, commit))
                        .toList();
        var items = items(decisions);
        var since =
                OlderRuns.takeBack(handle, branch, commit.position(), replacing(decisions), now);
        var sheet = new Sheet(handle, branch, commit, ulids.next(), since, true, now);
        StoredConfigs.store(handle, branch.repository(), commit.sha().value(), planned.texts());
        insert(sheet, planned.plan());
        link(sheet);
        decisions(sheet, decisions);
        tasks(sheet, items, planned.configs());
        queue(sheet, items, planned.configs());
        summaries(sheet, items);
        var columns = new GridColumns(handle, branch);
        var ordinals = columns.update(commit.position(), decisions, planned.configs());
        if (Line.isBranch(branch.name())) {
            StabilityRows.judgeAnew(handle, branch, columns.changed(), now);
        }
        cells(sheet, items, ordinals);
    }

    /// Makes waiting tasks for what was asked for by name and has none yet. They do not count for
    /// the tree: the commit's own plan runs them not at all.
    ///
    /// @param configs those of the commit
    /// @param plan of the request; its other decisions are kept as well
    /// @param missing the targets that have no task
    public void request(
            Handle handle,
            LandedCommit commit,
            List<CiConfig> configs,
            Plan plan,
            Set<String> missing) {
        var branch =
                new BranchKey(
                        commit.repository().id(), commit.repository().slug(), commit.branch());
        var sheet =
                new Sheet(handle, branch, commit, ulids.next(), Map.of(), false, plan.event().at());
        insert(sheet, plan);
        decisions(sheet, plan.decisions());
        var items =
                items(plan.decisions()).stream()
                        .filter(it -> missing.contains(it.target()))
                        .map(it -> new Item(it.decision(), it.id(), TaskStatus.WAITING))
                        .toList();
        tasks(sheet, items, configs);
        TargetSummaries.create(handle, branch, missing);
        GridRows.set(handle, branch, TaskRow.lock(handle, items.stream().map(Item::id).toList()));
    }

    private static List<String> replacing(List<Decision> decisions) {
        return decisions.stream()
                .filter(OlderRuns::replaces)
                .map(it -> it.target().name().value())
                .distinct()
                .toList();
    }

    /// What is old at first sight waits until somebody asks for it.
    private static Decision carriedOut(Decision decision, LandedCommit commit) {
        return commit.waits() && decision instanceof Decision.Run run
                ? new Decision.Defer(
                        run.target(), run.config(), Reason.WAITING_FOR_BACKFILL, LANDED_EARLIER)
                : decision;
    }

    /// One item a target: where several files declare the same name, the first counts.
    private List<Item> items(List<Decision> decisions) {
        var names = new HashSet<String>();
        return decisions.stream()
                .filter(decision -> names.add(decision.target().name().value()))
                .map(decision -> new Item(decision, ulids.next(), status(decision)))
                .toList();
    }

    private static TaskStatus status(Decision decision) {
        return switch (decision) {
            case Decision.Run _ -> TaskStatus.QUEUED;
            case Decision.Skip _ -> TaskStatus.SKIPPED;
            case Decision.Defer _, Decision.External _ -> TaskStatus.WAITING;
        };
    }

    private static void insert(Sheet sheet, Plan plan) {
        sheet.branch()
                .bind(
                        sheet.handle()
                                .createUpdate(
                                        """
                                        insert into plan (id, repository_id, branch, sha, event,
                                            changed_files, decided_at)
                                        values (:plan, :repository, :branch, :sha, :event,
                                            :changed, :now)
                                        """))
                .bind("plan", sheet.plan())
                .bind("sha", sheet.commit().sha().value())
                .bind("event", plan.event().word())
                .bind("changed", count(plan.changed()))
                .bind("now", sheet.now())
                .execute();
    }

    private static void link(Sheet sheet) {
        sheet.branch()
                .bind(
                        sheet.handle()
                                .createUpdate(
                                        """
                                        update landed_commit set plan_id = :plan
                                        where repository_id = :repository and branch = :branch
                                            and position = :position
                                        """))
                .bind("plan", sheet.plan())
                .bind("position", sheet.commit().position())
                .execute();
    }

    private static @Nullable Integer count(ChangedFiles changed) {
        return switch (changed) {
            case ChangedFiles.Known(var paths) -> paths.size();
            case ChangedFiles.Unknown _ -> null;
        };
    }

    private static void decisions(Sheet sheet, List<Decision> decisions) {
        var batch =
                sheet.handle()
                        .prepareBatch(
                                """
                                insert into decision (plan_id, ordinal, target, config_path,
                                    config_line, decision, reason, detail)
                                values (:plan, :ordinal, :target, :path, :line, :decision,
                                    :reason, :detail)
                                """);
        var ordinal = 0;
        for (var decision : decisions) {
            batch.bind("plan", sheet.plan())
                    .bind("ordinal", ordinal++)
                    .bind("target", decision.target().name().value())
                    .bind("path", decision.config())
                    .bind("line", decision.target().at().line())
                    .bind("decision", decision.word())
                    .bind("reason", decision.reason().word())
                    .bind("detail", decision.detail())
                    .add();
        }
        batch.execute();
    }

    private static void tasks(Sheet sheet, List<Item> items, List<CiConfig> configs) {
        var batch =
                sheet.handle()
                        .prepareBatch(
                                """
                                insert into task (id, repository_id, branch, position, sha, target,
                                    platform, status, blocking, bringup, external, scheduler,
                                    decision, reason,
                                    detail, plan_id, config_path, config_line, priority,
                                    timeout_seconds, max_attempts, capacity, created_at,
                                    updated_at)
                                values (:id, :repository, :branch, :position, :sha, :target,
                                    :platform, :status, :blocking, :bringup, :external, :scheduler, :decision,
                                    :reason, :detail, :plan, :path, :line, :priority, :timeout,
                                    :maxAttempts, :capacity, :now, :now)
                                """);
        for (var item : items) {
            if (item.hasTask()) {
                bind(batch, sheet, item, configs);
            }
        }
        if (batch.size() > 0) {
            batch.execute();
        }
    }

    private static void bind(PreparedBatch batch, Sheet sheet, Item item, List<CiConfig> configs) {
        var decision = item.decision();
        var target = decision.target();
        batch.bind("id", item.id())
                .bind("repository", sheet.branch().repository())
                .bind("branch", sheet.branch().name())
                .bind("position", sheet.commit().position())
                .bind("sha", sheet.commit().sha().value())
                .bind("target", item.target())
                .bind("platform", target.platform())
                .bind("status", item.status().word())
                .bind("blocking", GridColumns.blocks(target) && sheet.counts())
                .bind("bringup", target.enablement().bringup())
                .bind("external", target.external())
                .bind("scheduler", Texts.fit(target.scheduler(), GridColumns.SCHEDULER_LENGTH))
                .bind("decision", decision.word())
                .bind("reason", decision.reason().word())
                .bind("detail", decision.detail())
                .bind("plan", sheet.plan())
                .bind("path", decision.config())
                .bind("line", target.at().line())
                .bind("priority", priority(sheet.commit(), decision))
                .bind(
                        "timeout",
                        Math.clamp(target.work().timeout().toSeconds(), 1, Integer.MAX_VALUE))
                .bind("maxAttempts", maxAttempts(decision, sheet.commit(), configs))
                .bind("capacity", capacity(decision, configs))
                .bind("now", sheet.now())
                .add();
    }

    private static void queue(Sheet sheet, List<Item> items, List<CiConfig> configs) {
        var batch =
                sheet.handle()
                        .prepareBatch(
                                """
                                insert into dispatch_queue (task_id, repository_id, platform,
                                    priority, enqueued_at, due_at, cause, capacity)
                                values (:id, :repository, :platform, :priority, :since, :now,
                                    'plan', :capacity)
                                """);
        for (var item : items) {
            if (item.status() == TaskStatus.QUEUED) {
                batch.bind("id", item.id())
                        .bind("repository", sheet.branch().repository())
                        .bind("platform", item.decision().target().platform())
                        .bind("priority", priority(sheet.commit(), item.decision()))
                        .bind("since", sheet.since().getOrDefault(item.target(), sheet.now()))
                        .bind("now", sheet.now())
                        .bind("capacity", capacity(item.decision(), configs))
                        .add();
            }
        }
        if (batch.size() > 0) {
            batch.execute();
        }
    }

    /// What people wait for goes first: merge groups, then pull requests, then what landed.
    private static int priority(LandedCommit commit, Decision decision) {
        return switch (Line.of(commit.branch())) {
            case Line.Queue _ -> PRIORITY_MERGE_GROUP;
            case Line.Pull _ -> QueueRows.PULL_REQUEST;
            case Line.Branch _ -> priority(decision);
        };
    }

    private static int priority(Decision decision) {
        return decision.reason() == Reason.RECENT_FAILURE
                ? PRIORITY_RECENT_FAILURE
                : PRIORITY_DEFAULT;
    }

    private static int maxAttempts(Decision decision, LandedCommit commit, List<CiConfig> configs) {
        if (Line.isBranch(commit.branch())) {
            return Retry.INFRA_LIMIT;
        }
        return configs.stream()
                .filter(config -> config.path().equals(decision.config()))
                .findFirst()
                .map(config -> Effective.properties(config, decision.target(), false))
                .map(Effective::maxAttempts)
                .orElse(1);
    }

    private static @Nullable Integer capacity(Decision decision, List<CiConfig> configs) {
        Target target = decision.target();
        return configs.stream()
                .filter(config -> config.path().equals(decision.config()))
                .map(config -> config.platforms().get(target.platform()))
                .filter(platform -> platform != null && platform.capacity() != null)
                .map(platform -> platform.capacity())
                .findFirst()
                .orElse(null);
    }

    private static void summaries(Sheet sheet, List<Item> items) {
        var withTask = new TreeSet<String>();
        var queued = new TreeMap<String, Long>();
        for (var item : items) {
            if (item.hasTask()) {
                withTask.add(item.target());
            }
            if (item.status() == TaskStatus.QUEUED) {
                queued.put(item.target(), sheet.commit().position());
            }
        }
        TargetSummaries.create(sheet.handle(), sheet.branch(), withTask);
        TargetSummaries.queued(sheet.handle(), sheet.branch(), queued);
    }

    private static void cells(Sheet sheet, List<Item> items, Map<String, Integer> ordinals) {
        var cells = new HashMap<Integer, Character>();
        for (var item : items) {
            cells.put(ordinals.get(item.target()), Cell.of(item.status(), false, 0));
        }
        GridRows.put(sheet.handle(), sheet.branch(), sheet.commit().position(), cells);
    }
}
