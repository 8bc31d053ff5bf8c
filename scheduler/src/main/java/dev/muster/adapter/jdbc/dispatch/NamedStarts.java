package dev.muster.adapter.jdbc.dispatch;

import dev.muster.adapter.jdbc.ground.Audit;
import dev.muster.adapter.jdbc.ground.BranchKey;
import dev.muster.adapter.jdbc.ground.TaskRow;
import dev.muster.adapter.jdbc.ground.Texts;
import dev.muster.adapter.jdbc.planning.JdbcRepositories;
import dev.muster.adapter.jdbc.planning.PlanWriter;
import dev.muster.adapter.jdbc.planning.StoredConfigs;
import dev.muster.adapter.jdbc.tasks.QueueRows;
import dev.muster.adapter.jdbc.tasks.TaskMoves;
import dev.muster.config.diagnostic.Nearest;
import dev.muster.config.model.CiConfig;
import dev.muster.config.model.Target;
import dev.muster.config.model.TargetName;
import dev.muster.core.ci.CommitSha;
import dev.muster.core.ci.TaskId;
import dev.muster.core.ci.TaskStatus;
import dev.muster.dispatch.Requests.Order;
import dev.muster.dispatch.Requests.Started;
import dev.muster.plan.ChangedFiles;
import dev.muster.plan.Decision;
import dev.muster.plan.Plan;
import dev.muster.plan.Planner;
import dev.muster.plan.Reason;
import dev.muster.plan.RepoEvent;
import dev.muster.plan.RepoSettings;
import dev.muster.plan.TaskHistory;
import dev.muster.planning.PlanStore.LandedCommit;
import dev.muster.report.RunParameters;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Starts targets that somebody asked for by name.
final class NamedStarts {

    /// Names of targets that a refusal shows at most.
    private static final int SHOWN = 20;

    private final PlanWriter writer;
    private final StoredConfigs configs = new StoredConfigs();

    NamedStarts(PlanWriter writer) {
        this.writer = writer;
    }

    Started start(Handle handle, Order order, QueueRows.Request request) {
        var repository = JdbcRepositories.find(handle, order.repo());
        if (repository.isEmpty()) {
            return new Started.NotFound(
                    "repository '%s'".formatted(order.repo()), "GET /api/v1/repos lists them");
        }
        return switch (LandedRefs.find(handle, repository.get(), order.ref())) {
            case LandedRefs.Found.Nothing(var hint) ->
                    new Started.NotFound("commit '%s'".formatted(Texts.fit(order.ref(), 60)), hint);
            case LandedRefs.Found.Several(var why) -> new Started.Wrong(List.of(why));
            case LandedRefs.Found.Unready(var why) -> new Started.NotPossible(List.of(why));
            case LandedRefs.Found.One(var commit) -> start(handle, order, request, commit);
        };
    }

    private Started start(
            Handle handle, Order order, QueueRows.Request request, LandedCommit commit) {
        var read = configs.of(handle, commit.repository().id(), commit.sha().value());
        var names = new LinkedHashSet<>(order.targets());
        var faults = faults(read, order, names, commit.sha());
        if (!faults.isEmpty()) {
            return new Started.Wrong(faults);
        }
        var branch =
                new BranchKey(
                        commit.repository().id(), commit.repository().slug(), commit.branch());
        branch.lockNewest(handle);
        var tasks = tasks(handle, branch, commit.sha(), names);
        var rows = new LinkedHashMap<String, TaskRow>();
        tasks.forEach(
                (target, id) -> {
                    QueueRows.lock(handle, id);
                    rows.put(target, TaskRow.lock(handle, id).orElseThrow());
                });
        var hindered = rows.values().stream().flatMap(it -> hindrance(it).stream()).toList();
        if (!hindered.isEmpty()) {
            return new Started.NotPossible(hindered);
        }
        var missing = new LinkedHashSet<>(names);
        missing.removeAll(rows.keySet());
        if (!missing.isEmpty()) {
            writer.request(handle, commit, read, plan(read, order, commit, request), missing);
            tasks(handle, branch, commit.sha(), missing)
                    .forEach((name, id) -> rows.put(name, TaskRow.lock(handle, id).orElseThrow()));
        }
        var started = names.stream().map(it -> Objects.requireNonNull(rows.get(it), it)).toList();
        started.forEach(it -> ask(handle, it, order, request));
        return new Started.Accepted(
                commit.branch(),
                commit.sha(),
                started.stream().map(it -> new TaskId(it.id())).toList());
    }

    private static List<String> faults(
            List<CiConfig> read, Order order, Set<String> names, CommitSha commit) {
        var declared = new TreeMap<String, Declared>();
        for (var config : read) {
            config.targets()
                    .forEach(
                            it ->
                                    declared.putIfAbsent(
                                            it.name().value(), new Declared(config, it)));
        }
        var faults = new ArrayList<String>();
        for (var name : names) {
            var found = declared.get(name);
            if (found == null) {
                faults.add(unknown(name, commit, declared.keySet()));
            } else if (found.target().external() && !order.parameters().isEmpty()) {
                faults.add(
                        "'%s' is run by '%s', which no parameters can be handed to; leave them out"
                                .formatted(name, found.target().scheduler()));
            } else {
                faults.addAll(
                        RunParameters.faults(
                                found.config(), found.target(), true, order.parameters()));
            }
        }
        return faults;
    }

    private record Declared(CiConfig config, Target target) {}

    private static String unknown(String name, CommitSha commit, Set<String> declared) {
        var hint =
                Nearest.to(name, declared)
                        .map("did you mean '%s'?"::formatted)
                        .orElseGet(
                                () ->
                                        "there are "
                                                + declared.stream()
                                                        .limit(SHOWN)
                                                        .map("'%s'"::formatted)
                                                        .collect(Collectors.joining(", "))
                                                + (declared.size() > SHOWN
                                                        ? " and %d more"
                                                                .formatted(declared.size() - SHOWN)
                                                        : ""));
        return "'%s' is no target at %s; %s"
                .formatted(Texts.fit(name, 60), commit.value().substring(0, 9), hint);
    }

    private static Map<String, String> tasks(
            Handle handle, BranchKey branch, CommitSha commit, Set<String> targets) {
        var found = new LinkedHashMap<String, String>();
        branch.bind(
                        handle.createQuery(
                                """
                                select id, target from task where repository_id = :repository
                                    and branch = :branch and sha = :sha and target in (<targets>)
                                order by id
                                """))
                .bind("sha", commit.value())
                .bindList("targets", List.copyOf(targets))
                .map((row, _) -> Map.entry(row.getString("target"), row.getString("id")))
                .forEach(it -> found.put(it.getKey(), it.getValue()));
        return found;
    }

    /// What of another scheduler waits is asked for already; what runs here must not run or wait
    /// for its turn.
    private static List<String> hindrance(TaskRow task) {
        if (task.external()) {
            return task.status() == TaskStatus.WAITING
                    ? List.of()
                    : List.of(
                            "'%s' is run by another scheduler; start it there"
                                    .formatted(task.target()));
        }
        return task.underWay().stream().toList();
    }

    private static Plan plan(
            List<CiConfig> read, Order order, LandedCommit commit, QueueRows.Request request) {
        var event =
                new RepoEvent.RunRequested(
                        commit.branch(),
                        request.at(),
                        order.targets().stream().map(TargetName::new).collect(Collectors.toSet()));
        var settings = RepoSettings.defaults(commit.repository().defaultBranch());
        var plan =
                Planner.of(settings, read, List.of())
                        .plan(
                                event,
                                new ChangedFiles.Unknown("it does not matter"),
                                TaskHistory.NONE);
        return new Plan(
                event,
                plan.changed(),
                plan.decisions().stream().map(it -> told(it, request)).toList());
    }

    private static Decision told(Decision decision, QueueRows.Request request) {
        return decision instanceof Decision.Run run
                ? new Decision.Run(run.target(), run.config(), Reason.REQUESTED, words(request))
                : decision;
    }

    private static String words(QueueRows.Request request) {
        return request.reason().isEmpty()
                ? request.who()
                : "%s (%s)".formatted(request.who(), request.reason());
    }

    private static void ask(Handle handle, TaskRow task, Order order, QueueRows.Request request) {
        var parameters =
                order.parameters().isEmpty() ? null : RunParameters.write(order.parameters());
        if (!task.external()) {
            JdbcRequests.cancelAsked(handle, task, null, request.at());
            QueueRows.start(handle, task, request, parameters);
            TaskMoves.save(handle, task, task.moved(TaskStatus.QUEUED), request.at());
        }
        Audit.append(
                handle,
                request.at(),
                request.who(),
                "dispatch",
                subject(task, parameters),
                request.reason());
    }

    private static String subject(TaskRow task, @Nullable String parameters) {
        return "%s %s '%s' %s%s"
                .formatted(
                        task.branch().slug(),
                        task.sha(),
                        task.target(),
                        task.id(),
                        parameters == null ? "" : " with " + parameters);
    }
}
