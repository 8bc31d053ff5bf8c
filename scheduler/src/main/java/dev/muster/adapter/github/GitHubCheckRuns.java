package dev.muster.adapter.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.checks.GitHubChecks;
import dev.muster.checks.Urgency;
import dev.muster.checks.WantedCheck;
import dev.muster.core.ci.CommitSha;
import dev.muster.core.ci.RepoSlug;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/// Check runs on GitHub.
public final class GitHubCheckRuns implements GitHubChecks {

    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final int MOST = 1000;

    private final GitHubClient client;
    private final Function<RepoSlug, Optional<Address>> addresses;

    /// @param addresses how GitHub knows a repository; nothing where the App is not installed
    public GitHubCheckRuns(GitHubClient client, Function<RepoSlug, Optional<Address>> addresses) {
        this.client = client;
        this.addresses = addresses;
    }

    @Override
    public Sent create(
            RepoSlug repo, CommitSha sha, String externalId, WantedCheck check, Urgency urgency) {
        return addresses
                .apply(repo)
                .map(
                        at -> {
                            var body = body(check);
                            body.put("name", check.name())
                                    .put("head_sha", sha.value())
                                    .put("external_id", externalId);
                            return send(
                                    Call.post(at.as(), at.path("/check-runs"), body),
                                    made(check, urgency));
                        })
                .orElseGet(this::notInstalled);
    }

    @Override
    public Sent update(RepoSlug repo, long githubId, WantedCheck check, Urgency urgency) {
        return addresses
                .apply(repo)
                .map(
                        at ->
                                send(
                                        Call.patch(
                                                at.as(),
                                                at.path("/check-runs/" + githubId),
                                                body(check)),
                                        changed(check, urgency)))
                .orElseGet(this::notInstalled);
    }

    private Sent notInstalled() {
        return new Sent.Later(client.now().plus(PAUSE), "the App may not work there at the moment");
    }

    /// Without its check a pull request or merge group looks as if nothing were to come.
    private static Budget.Use made(WantedCheck check, Urgency urgency) {
        var use = changed(check, urgency);
        return use == Budget.Use.NEWS ? Budget.Use.WORK : use;
    }

    private static Budget.Use changed(WantedCheck check, Urgency urgency) {
        if (!check.ofTheWhole()) {
            return Budget.Use.DETAIL;
        }
        return switch (urgency) {
            case VERDICT -> Budget.Use.VERDICT;
            case NEWS -> Budget.Use.NEWS;
            case PROGRESS -> Budget.Use.PROGRESS;
        };
    }

    private Sent send(Call call, Budget.Use use) {
        return switch (client.send(call, use)) {
            case Answer.Done done -> new Sent.Done(done.body().path("id").asLong());
            case Answer.Later(var at, var why) -> new Sent.Busy(at, why);
            case Answer.Unknown(var why) -> new Sent.Unknown(why);
            case Answer.Refused refused -> refused(refused);
        };
    }

    /// A matter of rights may pass when somebody grants them; what is wrong with the text stays
    /// wrong.
    private Sent refused(Answer.Refused refused) {
        return switch (refused.status()) {
            case 401, 403, 404 -> new Sent.Later(client.now().plus(PAUSE), refused.why());
            default -> new Sent.Refused(refused.why());
        };
    }

    @Override
    public Sent find(RepoSlug repo, CommitSha sha, String externalId, String name) {
        var at = addresses.apply(repo).orElse(null);
        if (at == null) {
            return notInstalled();
        }
        var path =
                at.path(
                        "/commits/%s/check-runs?filter=all&check_name=%s"
                                .formatted(sha, Call.part(name)));
        return switch (Pages.read(client, at.as(), path, "check_runs", MOST)) {
            case Pages.Read.Found(var runs, _) ->
                    runs.stream()
                            .filter(it -> it.path("external_id").asText().equals(externalId))
                            .findFirst()
                            .<Sent>map(it -> new Sent.Done(it.path("id").asLong()))
                            .orElseGet(Sent.Absent::new);
            case Pages.Read.Failed(var why, _) ->
                    new Sent.Later(client.now().plus(PAUSE.dividedBy(6)), why);
        };
    }

    private static ObjectNode body(WantedCheck check) {
        var body = Json.object().put("status", check.state().status());
        if (check.state().conclusion() != null) {
            body.put("conclusion", check.state().conclusion());
        }
        body.put("details_url", check.detailsUrl());
        var output = body.putObject("output");
        output.put("title", check.title()).put("summary", fit(check.summary()));
        if (!check.text().isEmpty()) {
            output.put("text", fit(check.text()));
        }
        var annotations = output.putArray("annotations");
        check.annotations().stream()
                .limit(WantedCheck.MOST_ANNOTATIONS)
                .forEach(it -> annotations.add(annotation(it)));
        var actions = body.putArray("actions");
        check.buttons()
                .forEach(
                        it ->
                                actions.addObject()
                                        .put("label", it.label())
                                        .put("description", it.description())
                                        .put("identifier", it.identifier()));
        return body;
    }

    private static JsonNode annotation(WantedCheck.Annotation mark) {
        return Json.object()
                .put("path", mark.path())
                .put("start_line", mark.line())
                .put("end_line", mark.endLine())
                .put("annotation_level", mark.failure() ? "failure" : "warning")
                .put("title", mark.title())
                .put("message", mark.message());
    }

    private static String fit(String text) {
        return text.length() <= WantedCheck.LONGEST_TEXT
                ? text
                : text.substring(0, WantedCheck.LONGEST_TEXT);
    }
}
