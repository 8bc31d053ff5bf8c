package dev.muster.adapter.github;

import com.fasterxml.jackson.databind.JsonNode;

import dev.muster.actions.HeadWatch;
import dev.muster.actions.RunWatch;
import dev.muster.core.ci.CommitSha;
import dev.muster.planning.TrackedRepository;
import dev.muster.presubmit.Presubmit.Outcome;

import java.util.function.BiFunction;

/// Hears what webhooks tell of workflow runs and jobs.
public final class RunMessages implements BiFunction<TrackedRepository, JsonNode, Outcome> {

    private final RunWatch watch;
    private final HeadWatch heads;
    private final GitHubClient client;

    /// @param client knows who the App is
    public RunMessages(RunWatch watch, HeadWatch heads, GitHubClient client) {
        this.watch = watch;
        this.heads = heads;
        this.client = client;
    }

    @Override
    public Outcome apply(TrackedRepository repository, JsonNode body) {
        if (body.has("workflow_job")) {
            GitHubWorkflows.job(body.path("workflow_job"))
                    .ifPresent(it -> watch.job(repository.id(), it));
            return new Outcome.Done();
        }
        var run = body.path("workflow_run");
        var id = run.path("id").asLong();
        var login = client.login();
        if (login.isEmpty()) {
            return new Outcome.Later("GitHub does not tell who the App is");
        }
        if (OwnRuns.has(run, login.get())) {
            watch.run(repository.id(), id, run.path("display_title").asText());
        }
        if (run.path("status").asText().equals("completed")) {
            watch.over(repository.id(), id);
            if (OwnRuns.isOfProposal(run)) {
                heads.over(repository.id(), new CommitSha(run.path("head_sha").asText()));
            }
        }
        return new Outcome.Done();
    }
}
