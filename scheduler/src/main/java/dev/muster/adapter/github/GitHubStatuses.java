package dev.muster.adapter.github;

import com.fasterxml.jackson.databind.JsonNode;

import dev.muster.core.ci.CommitSha;
import dev.muster.core.ci.RepoSlug;
import dev.muster.core.tree.TreeSign;
import dev.muster.tree.CommitStatuses;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Statuses of commits on GitHub.
public final class GitHubStatuses implements CommitStatuses {

    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final Duration LONG_PAUSE = Duration.ofHours(1);
    private static final int MOST = 1_000;

    private final GitHubClient client;
    private final Function<RepoSlug, Optional<Address>> addresses;

    /// @param addresses how GitHub knows a repository; nothing where the App is not installed
    public GitHubStatuses(GitHubClient client, Function<RepoSlug, Optional<Address>> addresses) {
        this.client = client;
        this.addresses = addresses;
    }

    @Override
    public Told show(RepoSlug repo, CommitSha sha, TreeSign sign, String url, boolean awaited) {
        var use = awaited ? Budget.Use.WORK : Budget.Use.DETAIL;
        return at(
                repo,
                at -> {
                    var body =
                            Json.object()
                                    .put("state", sign.state().word())
                                    .put("context", CONTEXT)
                                    .put("description", sign.words())
                                    .put("target_url", url);
                    return told(
                            client.send(
                                    Call.post(at.as(), at.path("/statuses/" + sha), body), use));
                });
    }

    private Told told(Answer answer) {
        return switch (answer) {
            case Answer.Done _ -> new Told.Yes();
            case Answer.Later(var time, var why) -> new Told.Later(time, why);
            case Answer.Unknown(var why) -> new Told.Unsure(client.now().plus(PAUSE), why);
            // Rights may be granted, and a commit may come back: neither soon.
            case Answer.Refused refused -> later(LONG_PAUSE, refused.why());
        };
    }

    @Override
    public Told shows(RepoSlug repo, CommitSha sha, TreeSign sign) {
        return at(
                repo,
                at -> {
                    var path = at.path("/commits/%s/statuses".formatted(sha));
                    return switch (Pages.read(client, at.as(), path, "", MOST)) {
                        case Pages.Read.Failed(var why, _) -> later(PAUSE, why);
                        case Pages.Read.Found(var found, _) ->
                                shows(found, sign) ? new Told.Yes() : new Told.No();
                    };
                });
    }

    /// @param statuses the newest first
    private static boolean shows(List<JsonNode> statuses, TreeSign sign) {
        return statuses.stream()
                .filter(it -> it.path("context").asText().equals(CONTEXT))
                .findFirst()
                .filter(it -> it.path("state").asText().equals(sign.state().word()))
                .filter(it -> it.path("description").asText().equals(sign.words()))
                .isPresent();
    }

    private Told at(RepoSlug repo, Function<Address, Told> act) {
        return addresses
                .apply(repo)
                .map(act)
                .orElseGet(() -> later(PAUSE, "the App may not work there at the moment"));
    }

    private Told later(Duration pause, String why) {
        return new Told.Later(client.now().plus(pause), why);
    }
}
