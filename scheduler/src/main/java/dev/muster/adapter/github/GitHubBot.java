package dev.muster.adapter.github;

import com.fasterxml.jackson.databind.JsonNode;

import dev.muster.bot.BotDesk.Text;
import dev.muster.bot.GitHubPosts;
import dev.muster.bot.Kind;
import dev.muster.core.ci.RepoSlug;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Pull requests and issues of the bot on GitHub.
public final class GitHubBot implements GitHubPosts {

    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final Duration LONG_PAUSE = Duration.ofHours(1);
    private static final int MOST = 1000;

    private final GitHubClient client;
    private final Function<RepoSlug, Optional<Address>> addresses;

    /// @param addresses how GitHub knows a repository; nothing where the App is not installed
    public GitHubBot(GitHubClient client, Function<RepoSlug, Optional<Address>> addresses) {
        this.client = client;
        this.addresses = addresses;
    }

    private Seen at(RepoSlug repo, Function<Address, Seen> act) {
        return addresses
                .apply(repo)
                .map(act)
                .orElseGet(() -> later(PAUSE, "the App may not work there at the moment"));
    }

    private Seen later(Duration pause, String why) {
        return new Seen.Later(client.now().plus(pause), why);
    }

    @Override
    public Seen find(RepoSlug repo, Kind kind, String marker) {
        return at(
                repo,
                at -> {
                    var path =
                            kind.isPull()
                                    ? "/pulls?state=all&head=%s:%s"
                                            .formatted(
                                                    Call.part(repo.owner()),
                                                    Call.part(GitHubPosts.branchOf(kind, marker)))
                                    // Newest first: what is looked for was made just now.
                                    : "/issues?state=all&sort=created&direction=desc";
                    return switch (Pages.read(client, at.as(), at.path(path), "", MOST)) {
                        case Pages.Read.Found(var found, _) ->
                                found.stream()
                                        .filter(it -> marked(it, marker))
                                        .findFirst()
                                        .map(GitHubBot::there)
                                        .orElseGet(Seen.Absent::new);
                        case Pages.Read.Failed(var why, _) -> later(PAUSE, why);
                    };
                });
    }

    private static boolean marked(JsonNode it, String marker) {
        return it.path("body").asText().contains(marker(marker));
    }

    private static String marker(String name) {
        return "<!-- muster:" + name + " -->";
    }

    private static Seen there(JsonNode it) {
        var merged = it.hasNonNull("merged_at") || it.path("pull_request").hasNonNull("merged_at");
        var state =
                merged
                        ? State.MERGED
                        : it.path("state").asText().equals("open") ? State.OPEN : State.CLOSED;
        return new Seen.There(it.path("number").asLong(), it.path("html_url").asText(), state);
    }

    private static String path(Kind kind, long number) {
        return (kind.isPull() ? "/pulls/" : "/issues/") + number;
    }

    private Seen seen(Answer answer) {
        return switch (answer) {
            case Answer.Done done -> there(done.body());
            case Answer.Later(var time, var why) -> new Seen.Later(time, why);
            case Answer.Unknown(var why) -> later(PAUSE, why);
            case Answer.Refused refused ->
                    refused.missing() ? new Seen.Absent() : later(LONG_PAUSE, refused.why());
        };
    }

    @Override
    public Seen look(RepoSlug repo, Kind kind, long number) {
        return at(repo, at -> seen(client.send(Call.get(at.as(), at.path(path(kind, number))))));
    }

    @Override
    public Seen file(RepoSlug repo, Text text, List<String> labels) {
        return at(
                repo,
                at -> {
                    var body = Json.object().put("title", text.title()).put("body", text.body());
                    var list = body.putArray("labels");
                    labels.stream().filter(it -> !it.isEmpty()).forEach(list::add);
                    return seen(client.send(Call.post(at.as(), at.path("/issues"), body)));
                });
    }

    @Override
    public Seen say(RepoSlug repo, Kind kind, long number, Text text) {
        return at(
                repo,
                at -> {
                    var body = Json.object().put("title", text.title()).put("body", text.body());
                    var said =
                            seen(
                                    client.send(
                                            Call.patch(
                                                    at.as(), at.path(path(kind, number)), body)));
                    return said instanceof Seen.There && !text.label().isEmpty()
                            ? labelled(at, number, text.label(), said)
                            : said;
                });
    }

    /// Gives an issue the one label of its kind that is wanted; those that people gave it stay.
    private Seen labelled(Address at, long number, String wanted, Seen said) {
        var path = at.path("/issues/%d/labels".formatted(number));
        var kind = wanted.substring(0, wanted.indexOf(':') + 1);
        if (!(client.send(Call.get(at.as(), path)) instanceof Answer.Done done)) {
            return later(PAUSE, "its labels could not be read");
        }
        var has = done.body().findValuesAsText("name");
        for (var it : has) {
            if (it.startsWith(kind) && !it.equals(wanted)) {
                var gone = new Call(at.as(), "DELETE", path + "/" + Call.part(it), null, false);
                if (!(client.send(gone) instanceof Answer.Done)) {
                    return later(PAUSE, "a label could not be taken off");
                }
            }
        }
        if (has.contains(wanted)) {
            return said;
        }
        var body = Json.object();
        body.putArray("labels").add(wanted);
        return client.send(Call.post(at.as(), path, body)) instanceof Answer.Done
                ? said
                : later(PAUSE, "a label could not be given");
    }

    @Override
    public Seen tell(RepoSlug repo, long number, String marker, String word) {
        return at(
                repo,
                at -> {
                    var path = at.path("/issues/%d/comments".formatted(number));
                    var open = new Seen.There(number, "", State.OPEN);
                    return switch (Pages.read(client, at.as(), path, "", MOST)) {
                        case Pages.Read.Failed(var why, _) -> later(PAUSE, why);
                        case Pages.Read.Found(var said, _)
                                when said.stream().anyMatch(it -> marked(it, marker)) ->
                                open;
                        case Pages.Read.Found _ -> {
                            var body = Json.object().put("body", word + "\n" + marker(marker));
                            var done = seen(client.send(Call.post(at.as(), path, body)));
                            yield done instanceof Seen.There ? open : done;
                        }
                    };
                });
    }

    @Override
    public Seen close(RepoSlug repo, Kind kind, long number, String word) {
        return at(
                repo,
                at -> {
                    var body = Json.object().put("state", "closed");
                    var closed =
                            seen(
                                    client.send(
                                            Call.patch(
                                                    at.as(), at.path(path(kind, number)), body)));
                    if (closed instanceof Seen.There) {
                        // Lost when the service ends just here: the state says enough.
                        client.send(
                                Call.post(
                                        at.as(),
                                        at.path("/issues/%d/comments".formatted(number)),
                                        Json.object().put("body", word)));
                    }
                    return closed;
                });
    }

    @Override
    public Seen propose(RepoSlug repo, String marker, Text text, Change change) {
        return at(
                repo, at -> propose(at, GitHubPosts.branchOf(change.kind(), marker), text, change));
    }

    @Override
    public Seen undo(RepoSlug repo, String marker, Text text, Undo undo) {
        return at(
                repo,
                at -> {
                    var branch = GitHubPosts.branchOf(Kind.REVERT, marker);
                    return switch (new Reverts(client, at).branch(branch, undo)) {
                        case Reverts.Made.Done _ -> opened(at, branch, text, undo.base(), "");
                        case Reverts.Made.NotPossible(var why) -> later(LONG_PAUSE, why);
                        case Reverts.Made.Failed(var answer) -> failed(answer);
                    };
                });
    }

    private Seen propose(Address at, String branch, Text text, Change change) {
        return switch (branched(at, branch, change)) {
            case Step.Failed(var seen) -> seen;
            case Step.Taken _ ->
                    switch (written(at, branch, change)) {
                        case Step.Failed(var seen) -> seen;
                        case Step.Taken _ ->
                                opened(at, branch, text, change.base(), change.reviewer());
                    };
        };
    }

    /// What came of a step.
    private sealed interface Step {

        /// It is done, now or by an earlier try.
        record Taken() implements Step {}

        /// @param seen what to answer
        record Failed(Seen seen) implements Step {}
    }

    private Step step(Answer answer) {
        return answer instanceof Answer.Done ? new Step.Taken() : new Step.Failed(failed(answer));
    }

    private Seen failed(Answer answer) {
        return seen(answer) instanceof Seen.Later seen
                ? seen
                : later(LONG_PAUSE, "GitHub does not know the place");
    }

    private Step branched(Address at, String branch, Change change) {
        var there = client.send(Call.get(at.as(), at.path("/branches/" + Call.parts(branch))));
        if (there instanceof Answer.Done) {
            return new Step.Taken();
        }
        var body = Json.object().put("ref", "refs/heads/" + branch).put("sha", change.on().value());
        return step(client.send(Call.post(at.as(), at.path("/git/refs"), body)));
    }

    private Step written(Address at, String branch, Change change) {
        var path = at.path("/contents/" + Call.parts(change.path()));
        var old = client.send(Call.get(at.as(), path + "?ref=" + Call.part(branch)));
        if (!(old instanceof Answer.Done done)) {
            return step(old);
        }
        var bytes = change.text().getBytes(StandardCharsets.UTF_8);
        var encoded = Base64.getEncoder().encodeToString(bytes);
        if (done.body().path("content").asText().replaceAll("\\s", "").equals(encoded)) {
            return new Step.Taken();
        }
        var body =
                Json.object()
                        .put("message", change.message())
                        .put("content", encoded)
                        .put("sha", done.body().path("sha").asText())
                        .put("branch", branch);
        return step(client.send(new Call(at.as(), "PUT", path, body, false)));
    }

    private Seen opened(Address at, String branch, Text text, String base, String reviewer) {
        var body =
                Json.object()
                        .put("title", text.title())
                        .put("body", text.body())
                        .put("head", branch)
                        .put("base", base)
                        .put("maintainer_can_modify", true);
        var seen = seen(client.send(Call.post(at.as(), at.path("/pulls"), body)));
        if (seen instanceof Seen.There(var number, _, _) && !reviewer.isEmpty()) {
            var reviewers = Json.object();
            var slash = reviewer.indexOf('/');
            reviewers
                    .putArray(slash < 0 ? "reviewers" : "team_reviewers")
                    .add(reviewer.substring(slash + 1));
            // Who may not be asked is still named in the text.
            client.send(
                    Call.post(
                            at.as(),
                            at.path("/pulls/%d/requested_reviewers".formatted(number)),
                            reviewers));
        }
        return seen;
    }
}
