package dev.muster.adapter.github;

import com.fasterxml.jackson.databind.JsonNode;

import dev.muster.actions.ActionsStore;
import dev.muster.actions.BuildRequest;
import dev.muster.actions.JobSeen;
import dev.muster.actions.Workflows;
import dev.muster.core.ci.CommitSha;
import dev.muster.core.ci.Line;
import dev.muster.core.ci.RepoSlug;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Workflow runs on GitHub.
public final class GitHubWorkflows implements Workflows {

    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final int MOST_RUNS = 300;
    private static final int MOST_JOBS = 300;

    private final GitHubClient client;
    private final Function<RepoSlug, Optional<Address>> addresses;

    /// @param addresses how GitHub knows a repository; nothing where the App is not installed
    public GitHubWorkflows(GitHubClient client, Function<RepoSlug, Optional<Address>> addresses) {
        this.client = client;
        this.addresses = addresses;
    }

    @Override
    public Sent dispatch(ActionsStore.Dispatch dispatch) {
        var at = addresses.apply(dispatch.repo()).orElse(null);
        if (at == null) {
            return notInstalled();
        }
        var body = Json.object().put("ref", dispatch.ref());
        body.putObject("inputs")
                .put("correlation", dispatch.id())
                .put("commit", dispatch.sha().value())
                .put("branch", Line.of(dispatch.line()).base())
                .put("rows", rows(dispatch.rows()));
        var path = at.path("/actions/workflows/%s/dispatches".formatted(OwnRuns.FILE));
        return switch (client.send(Call.post(at.as(), path, body))) {
            case Answer.Done done ->
                    done.body().hasNonNull("workflow_run_id")
                            ? new Sent.Done(done.body().path("workflow_run_id").asLong())
                            : new Sent.Unknown("GitHub did not say which run it is");
            case Answer.Later(var later, var why) -> new Sent.Later(later, why);
            case Answer.Unknown(var why) -> new Sent.Unknown(why);
            case Answer.Refused refused -> refused(at, refused);
        };
    }

    private Sent refused(Address at, Answer.Refused refused) {
        if (refused.missing() && !Naming.holds(client, at)) {
            return new Sent.Later(client.now().plus(PAUSE), Naming.TAKEN);
        }
        return switch (refused.status()) {
            case 401, 403 -> new Sent.Later(client.now().plus(PAUSE), refused.why());
            case 404 ->
                    new Sent.Refused(
                            "the default branch has no .github/workflows/%s; make it with 'muster generate'"
                                    .formatted(OwnRuns.FILE));
            default -> new Sent.Refused(refused.why());
        };
    }

    private static String rows(List<BuildRequest> rows) {
        var lanes = Json.object();
        for (var row : rows) {
            var node =
                    Json.object()
                            .put("name", row.name())
                            .put("minutes", row.minutes())
                            .put("attempt", row.attempt());
            if (row.event() != null) {
                node.put("event", row.event());
            }
            if (row.properties() != null) {
                node.put("properties", row.properties());
            }
            node.putArray("targets").add(row.target());
            row.runsOn().forEach(node.withArray("runs_on")::add);
            lanes.withArray(row.lane()).add(node);
        }
        return lanes.toString();
    }

    @Override
    public Sent find(RepoSlug repo, String dispatch, Instant since) {
        var at = addresses.apply(repo).orElse(null);
        if (at == null) {
            return notInstalled();
        }
        var login = client.login();
        if (login.isEmpty()) {
            return new Sent.Later(client.now().plus(PAUSE), "GitHub does not tell who the App is");
        }
        var path =
                at.path(
                        "/actions/workflows/%s/runs?event=workflow_dispatch&created=%s"
                                .formatted(
                                        OwnRuns.FILE,
                                        Call.part(">=" + since.truncatedTo(ChronoUnit.SECONDS))));
        return switch (Pages.read(client, at.as(), path, "workflow_runs", MOST_RUNS)) {
            case Pages.Read.Found(var runs, _) ->
                    runs.stream()
                            .filter(it -> OwnRuns.has(it, login.get()))
                            .filter(
                                    it ->
                                            it.path("display_title")
                                                    .asText()
                                                    .equals("muster " + dispatch))
                            .findFirst()
                            .<Sent>map(it -> new Sent.Done(it.path("id").asLong()))
                            .orElseGet(Sent.Absent::new);
            case Pages.Read.Failed(var why, _) -> new Sent.Later(client.now().plus(PAUSE), why);
        };
    }

    @Override
    public Seen look(RepoSlug repo, long runId, Jobs jobs) {
        var at = addresses.apply(repo).orElse(null);
        if (at == null) {
            return new Seen.Unreachable("the App may not work there at the moment");
        }
        return switch (looked(Call.get(at.as(), at.path("/actions/runs/" + runId)))) {
            case Answer.Done run -> seen(at, run.body(), jobs);
            case Answer.Refused refused ->
                    refused.missing() && Naming.holds(client, at)
                            ? new Seen.Missing()
                            : new Seen.Unreachable(refused.why());
            case Answer.Later(_, var why) -> new Seen.Unreachable(why);
            case Answer.Unknown(var why) -> new Seen.Unreachable(why);
        };
    }

    @Override
    public Seen lookAt(RepoSlug repo, CommitSha head, Jobs jobs) {
        var at = addresses.apply(repo).orElse(null);
        if (at == null) {
            return new Seen.Unreachable("the App may not work there at the moment");
        }
        var path =
                at.path(
                        "/actions/workflows/%s/runs?event=pull_request&head_sha=%s&per_page=1"
                                .formatted(OwnRuns.FILE_FOR_FORKS, head.value()));
        return switch (looked(Call.get(at.as(), path))) {
            case Answer.Done runs -> {
                var run = runs.body().path("workflow_runs").path(0);
                yield run.isMissingNode() ? new Seen.Missing() : seen(at, run, jobs);
            }
            case Answer.Refused refused ->
                    refused.missing() ? new Seen.Missing() : new Seen.Unreachable(refused.why());
            case Answer.Later(_, var why) -> new Seen.Unreachable(why);
            case Answer.Unknown(var why) -> new Seen.Unreachable(why);
        };
    }

    private Answer looked(Call call) {
        return client.send(call, Budget.Use.LOOK);
    }

    /// Jobs of a run that somebody runs again are news, whatever was known of it.
    private Seen seen(Address at, JsonNode run, Jobs wanted) {
        var over = run.path("status").asText().equals("completed");
        var again = run.path("run_attempt").asInt(1) > 1;
        return wanted == Jobs.READ || (wanted == Jobs.WHEN_OVER && over) || again
                ? jobs(at, run)
                : found(run, List.of());
    }

    private Seen jobs(Address at, JsonNode run) {
        var path =
                at.path("/actions/runs/%d/jobs?filter=latest".formatted(run.path("id").asLong()));
        return switch (Pages.read(client, at.as(), path, "jobs", MOST_JOBS, Budget.Use.LOOK)) {
            case Pages.Read.Failed(var why, _) -> new Seen.Unreachable(why);
            case Pages.Read.Found(var jobs, _) ->
                    found(
                            run,
                            jobs.stream().map(JobReader::read).flatMap(Optional::stream).toList());
        };
    }

    private static Seen found(JsonNode run, List<JobSeen> jobs) {
        var started = run.path("run_started_at").asText(run.path("created_at").asText());
        return new Seen.Found(
                run.path("id").asLong(),
                Instant.parse(started),
                jobs,
                run.path("run_attempt").asInt(1),
                run.path("status").asText().equals("completed")
                        ? run.path("conclusion").asText("failure")
                        : "",
                Instant.parse(run.path("updated_at").asText()));
    }

    /// Reads a job, also one of a webhook.
    public static Optional<JobSeen> job(JsonNode node) {
        return JobReader.read(node);
    }

    @Override
    public Sent cancel(RepoSlug repo, long runId, boolean force) {
        var at = addresses.apply(repo).orElse(null);
        if (at == null) {
            return notInstalled();
        }
        var path =
                at.path("/actions/runs/%d/%s".formatted(runId, force ? "force-cancel" : "cancel"));
        return switch (client.send(Call.post(at.as(), path, null))) {
            case Answer.Done _ -> new Sent.Done(runId);
            case Answer.Later(var later, var why) -> new Sent.Later(later, why);
            // Stopping may be repeated.
            case Answer.Unknown(var why) -> new Sent.Later(client.now().plus(PAUSE), why);
            // It is over already, or is gone.
            case Answer.Refused _ -> new Sent.Done(runId);
        };
    }

    @Override
    public Sent repeat(RepoSlug repo, long runId, @Nullable Long job) {
        var at = addresses.apply(repo).orElse(null);
        if (at == null) {
            return notInstalled();
        }
        var path =
                job == null
                        ? "/actions/runs/%d/rerun-failed-jobs".formatted(runId)
                        : "/actions/jobs/%d/rerun".formatted(job);
        return switch (client.send(Call.post(at.as(), at.path(path), null))) {
            case Answer.Done _ -> new Sent.Done(runId);
            case Answer.Later(var later, var why) -> new Sent.Later(later, why);
            // The next look tells.
            case Answer.Unknown(var why) -> new Sent.Unknown(why);
            case Answer.Refused refused -> new Sent.Refused(refused.why());
        };
    }

    private Sent notInstalled() {
        return new Sent.Later(client.now().plus(PAUSE), "the App may not work there at the moment");
    }
}
