package dev.muster.adapter.github;

import com.fasterxml.jackson.databind.JsonNode;

import dev.muster.core.ci.CommitSha;
import dev.muster.core.ci.RepoSlug;
import dev.muster.planning.TrackedRepository;
import dev.muster.presubmit.GitHubPulls;
import dev.muster.presubmit.MergeGroup;
import dev.muster.presubmit.PullRequest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Optional;
import java.util.function.Function;

/// Pull requests, merge groups and permissions, read through GitHub's REST API.
public final class GitHubPullSource implements GitHubPulls {

    private static final String NOT_INSTALLED = "the App is not installed on '%s'";
    private static final String QUEUE = "refs/heads/gh-readonly-queue/";
    private static final int PAGE = 100;
    private static final int MOST_PAGES = 20;

    private final GitHubClient client;
    private final Function<RepoSlug, Optional<Address>> addresses;

    /// @param addresses how GitHub knows a repository; nothing where the App is not installed
    public GitHubPullSource(GitHubClient client, Function<RepoSlug, Optional<Address>> addresses) {
        this.client = client;
        this.addresses = addresses;
    }

    @Override
    public Pull pull(TrackedRepository repository, int number) {
        var at = addresses.apply(repository.slug()).orElse(null);
        if (at == null) {
            return new Pull.Unreachable(NOT_INSTALLED.formatted(repository.slug()));
        }
        return switch (client.send(Call.get(at.as(), at.path("/pulls/" + number)))) {
            case Answer.Done done when isElsewhere(done.body(), at) ->
                    new Pull.Unreachable(Naming.TAKEN);
            case Answer.Done done -> new Pull.Found(read(done.body(), at));
            case Answer.Refused refused ->
                    refused.missing() ? new Pull.Missing() : new Pull.Unreachable(refused.why());
            case Answer.Later(_, var why) -> new Pull.Unreachable(why);
            case Answer.Unknown(var why) -> new Pull.Unreachable(why);
        };
    }

    private static boolean isElsewhere(JsonNode pull, Address at) {
        return pull.path("base").path("repo").path("id").asLong() != at.repository();
    }

    private static PullRequest read(JsonNode node, Address at) {
        var head = node.path("head");
        var labels = new HashSet<String>();
        node.path("labels").forEach(it -> labels.add(it.path("name").asText()));
        return new PullRequest(
                node.path("number").asInt(),
                node.path("title").asText(),
                node.path("user").path("login").asText("ghost"),
                node.path("base").path("ref").asText(),
                new CommitSha(node.path("base").path("sha").asText()),
                new CommitSha(head.path("sha").asText()),
                head.path("ref").asText(),
                head.path("repo").path("id").asLong(-1) != at.repository(),
                node.path("draft").asBoolean(),
                labels,
                state(node),
                Instant.parse(node.path("updated_at").asText()));
    }

    private static PullRequest.State state(JsonNode node) {
        if (node.path("state").asText().equals("open")) {
            return PullRequest.State.OPEN;
        }
        return node.path("merged").asBoolean() || node.hasNonNull("merged_at")
                ? PullRequest.State.MERGED
                : PullRequest.State.CLOSED;
    }

    @Override
    public Pulls changed(TrackedRepository repository, Instant changedSince) {
        var at = addresses.apply(repository.slug()).orElse(null);
        if (at == null) {
            return new Pulls.Unreachable(NOT_INSTALLED.formatted(repository.slug()));
        }
        var pulls = new ArrayList<PullRequest>();
        for (var page = 1; page <= MOST_PAGES; page++) {
            var path =
                    "/pulls?state=open&sort=updated&direction=desc&per_page=%d&page=%d"
                            .formatted(PAGE, page);
            if (!(client.send(Call.get(at.as(), at.path(path))) instanceof Answer.Done done)) {
                return new Pulls.Unreachable("the pull requests cannot be listed");
            }
            for (var node : done.body()) {
                if (isElsewhere(node, at)) {
                    return new Pulls.Unreachable(Naming.TAKEN);
                }
                var pull = read(node, at);
                if (pull.changedAt().isBefore(changedSince)) {
                    return new Pulls.Found(pulls);
                }
                pulls.add(pull);
            }
            if (!done.more()) {
                break;
            }
        }
        return new Pulls.Found(pulls);
    }

    @Override
    public Groups groups(TrackedRepository repository) {
        var at = addresses.apply(repository.slug()).orElse(null);
        if (at == null) {
            return new Groups.Unreachable(NOT_INSTALLED.formatted(repository.slug()));
        }
        var path = at.path("/git/matching-refs/heads/gh-readonly-queue/");
        if (!(client.send(Call.get(at.as(), path)) instanceof Answer.Done done)) {
            return new Groups.Unreachable("the merge groups cannot be listed");
        }
        var groups = new ArrayList<MergeGroup>();
        for (var ref : done.body()) {
            var name = ref.path("ref").asText();
            var head = new CommitSha(ref.path("object").path("sha").asText());
            var commit = client.send(Call.get(at.as(), at.path("/git/commits/" + head)));
            if (!(commit instanceof Answer.Done found)) {
                return new Groups.Unreachable("the head of a merge group cannot be read");
            }
            var parent = found.body().path("parents").path(0).path("sha").asText();
            groups.add(new MergeGroup(head, name, base(name), new CommitSha(parent)));
        }
        return new Groups.Found(groups);
    }

    /// The base of `refs/heads/gh-readonly-queue/<base>/pr-<number>-<commit>`.
    static String base(String ref) {
        var rest = ref.startsWith(QUEUE) ? ref.substring(QUEUE.length()) : ref;
        var end = rest.lastIndexOf("/pr-");
        return end < 0 ? rest : rest.substring(0, end);
    }

    @Override
    public Permission permission(TrackedRepository repository, String login) {
        var at = addresses.apply(repository.slug()).orElse(null);
        if (at == null) {
            return Permission.UNKNOWN;
        }
        var path = at.path("/collaborators/%s/permission".formatted(Call.part(login)));
        return switch (client.send(Call.get(at.as(), path))) {
            case Answer.Done done ->
                    switch (done.body().path("permission").asText()) {
                        case "admin", "write" -> Permission.WRITE;
                        default -> Permission.READ;
                    };
            case Answer.Refused refused -> refused.missing() ? Permission.READ : Permission.UNKNOWN;
            case Answer.Later _, Answer.Unknown _ -> Permission.UNKNOWN;
        };
    }
}
