package dev.muster.adapter.github;

import com.fasterxml.jackson.databind.JsonNode;

import dev.muster.core.ci.Commit;
import dev.muster.core.ci.CommitSha;
import dev.muster.core.ci.RepoSlug;
import dev.muster.plan.ChangedFiles;
import dev.muster.planning.CommitSource;
import dev.muster.planning.Proposed;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// Commits of repositories on GitHub, read through its REST API.
///
/// Where a list ends at one of the API's limits (3,000 files of a pull request or commit, 300 of a
/// comparison), the trees are compared; where those are too large too, the changed files are
/// unknown, so that no target is skipped by mistake.
public final class GitHubCommitSource implements CommitSource {

    private static final int MOST_FILES = 3000;
    private static final int MOST_COMPARED_FILES = 300;
    private static final int MOST_BRANCHES = 2000;
    private static final String NOT_INSTALLED = "the App is not installed on '%s'";

    private final GitHubClient client;
    private final Function<RepoSlug, Optional<Address>> addresses;

    /// @param addresses how GitHub knows a repository; nothing where the App is not installed
    public GitHubCommitSource(
            GitHubClient client, Function<RepoSlug, Optional<Address>> addresses) {
        this.client = client;
        this.addresses = addresses;
    }

    @Override
    public Heads heads(RepoSlug repo) {
        var at = addresses.apply(repo).orElse(null);
        if (at == null) {
            return new Heads.Unreachable(NOT_INSTALLED.formatted(repo));
        }
        if (!(client.send(Call.get(at.as(), at.path(""))) instanceof Answer.Done repository)) {
            return new Heads.Unreachable("the repository cannot be read");
        }
        if (!Naming.holds(repository, at)) {
            return new Heads.Unreachable(Naming.TAKEN);
        }
        return switch (Pages.read(client, at.as(), at.path("/branches"), "", MOST_BRANCHES)) {
            case Pages.Read.Found(var branches, _) ->
                    new Heads.Found(
                            heads(branches),
                            repository.body().path("default_branch").asText("main"));
            case Pages.Read.Failed(var why, _) -> new Heads.Unreachable(why);
        };
    }

    private static Map<String, CommitSha> heads(List<JsonNode> branches) {
        var heads = new HashMap<String, CommitSha>();
        for (var branch : branches) {
            var name = branch.path("name").asText();
            if (!name.startsWith("gh-readonly-queue/")) {
                heads.put(name, new CommitSha(branch.path("commit").path("sha").asText()));
            }
        }
        return heads;
    }

    @Override
    public History history(RepoSlug repo, CommitSha head, @Nullable CommitSha known, int limit) {
        var at = addresses.apply(repo).orElse(null);
        if (at == null) {
            return new History.Unreachable(NOT_INSTALLED.formatted(repo));
        }
        return known == null ? newest(at, head, limit) : since(at, head, known, limit);
    }

    private History newest(Address at, CommitSha head, int limit) {
        return switch (Pages.read(client, at.as(), at.path("/commits?sha=" + head), "", limit)) {
            case Pages.Read.Found(var commits, _) ->
                    new History.Found(firstParents(commits, head, null, limit), false);
            case Pages.Read.Failed(var why, _) -> new History.Unreachable(why);
        };
    }

    private History since(Address at, CommitSha head, CommitSha known, int limit) {
        var path = at.path("/compare/%s...%s".formatted(known, head));
        return switch (Pages.read(client, at.as(), path, "commits", Integer.MAX_VALUE)) {
            case Pages.Read.Found(var commits, _) -> {
                var found = firstParents(commits, head, known, limit);
                // The known commit is no ancestor: what is new is told by the newest commits.
                yield found.isEmpty()
                        ? rewritten(newest(at, head, limit))
                        : new History.Found(found, false);
            }
            case Pages.Read.Failed(var why, var cause) ->
                    cause == Pages.Read.Cause.MISSING
                            ? rewritten(newest(at, head, limit))
                            : new History.Unreachable(why);
        };
    }

    private static History rewritten(History history) {
        return switch (history) {
            case History.Found(var newestFirst, _) -> new History.Found(newestFirst, true);
            case History.Unreachable unreachable -> unreachable;
        };
    }

    /// GitHub lists all ancestors; a branch's own commits are those along the first parents.
    private static List<Commit> firstParents(
            List<JsonNode> commits, CommitSha head, @Nullable CommitSha known, int limit) {
        var bySha = new HashMap<String, JsonNode>();
        commits.forEach(it -> bySha.put(it.path("sha").asText(), it));
        var line = new ArrayList<Commit>();
        var next = head.value();
        for (var node = bySha.get(next); node != null; node = bySha.get(next)) {
            if (line.size() == limit || (known != null && next.equals(known.value()))) {
                break;
            }
            line.add(commit(node));
            next = node.path("parents").path(0).path("sha").asText();
        }
        return line;
    }

    private static Commit commit(JsonNode node) {
        var commit = node.path("commit");
        return new Commit(
                new CommitSha(node.path("sha").asText()),
                commit.path("message").asText().lines().findFirst().orElse(""),
                commit.path("author").path("name").asText(),
                commit.path("author").path("email").asText(),
                time(commit.path("committer").path("date").asText()));
    }

    private static Instant time(String text) {
        return text.isEmpty() ? Instant.EPOCH : Instant.parse(text);
    }

    @Override
    public ConfigFiles configs(RepoSlug repo, CommitSha commit, List<String> paths) {
        var at = addresses.apply(repo).orElse(null);
        if (at == null) {
            return new ConfigFiles.Unreachable(NOT_INSTALLED.formatted(repo));
        }
        var found = new LinkedHashMap<String, byte[]>();
        for (var path : paths) {
            var file = at.path("/contents/%s?ref=%s".formatted(Call.parts(path), commit));
            switch (client.send(Call.file(at.as(), file))) {
                case Answer.Done done -> found.put(path, done.raw());
                case Answer.Refused refused -> {
                    if (!refused.missing() || !Naming.holds(client, at)) {
                        return new ConfigFiles.Unreachable(refused.why());
                    }
                }
                case Answer.Later(_, var why) -> {
                    return new ConfigFiles.Unreachable(why);
                }
                case Answer.Unknown(var why) -> {
                    return new ConfigFiles.Unreachable(why);
                }
            }
        }
        return new ConfigFiles.Found(found);
    }

    @Override
    public Touched changedFiles(RepoSlug repo, CommitSha commit) {
        return addresses
                .apply(repo)
                .map(
                        at ->
                                files(
                                        at,
                                        at.path("/commits/" + commit),
                                        "files",
                                        () -> new Trees(client, at).of(commit)))
                .orElseGet(() -> new Touched.Unreachable(NOT_INSTALLED.formatted(repo)));
    }

    @Override
    public Touched proposedFiles(RepoSlug repo, Proposed proposed, CommitSha head) {
        var at = addresses.apply(repo).orElse(null);
        if (at == null) {
            return new Touched.Unreachable(NOT_INSTALLED.formatted(repo));
        }
        return switch (proposed) {
            case Proposed.Pull pull ->
                    files(
                            at,
                            at.path("/pulls/%d/files".formatted(pull.number())),
                            "",
                            () -> new Trees(client, at).since(pull.baseSha(), head));
            case Proposed.Group group -> compared(at, group.baseSha(), head);
        };
    }

    /// A comparison lists its files on the first page only.
    private Touched compared(Address at, CommitSha base, CommitSha head) {
        var path = at.path("/compare/%s...%s?per_page=1".formatted(base, head));
        var answer = client.send(Call.get(at.as(), path));
        if (!(answer instanceof Answer.Done done)) {
            return Trees.without(answer);
        }
        var files = new ArrayList<JsonNode>();
        done.body().path("files").forEach(files::add);
        return files.size() < MOST_COMPARED_FILES
                ? known(files)
                : new Trees(client, at).since(done.body(), head);
    }

    /// @param more what is asked where the list ends at the API's limit
    private Touched files(Address at, String path, String field, Supplier<Touched> more) {
        return switch (Pages.read(client, at.as(), path, field, MOST_FILES)) {
            case Pages.Read.Found(var files, _) ->
                    files.size() < MOST_FILES ? known(files) : more.get();
            case Pages.Read.Failed(var why, var cause) ->
                    cause == Pages.Read.Cause.LIMIT
                            ? new Touched.Unreachable(why)
                            : Touched.unknown(why);
        };
    }

    private static Touched known(List<JsonNode> files) {
        var paths = new ArrayList<String>();
        for (var file : files) {
            paths.add(file.path("filename").asText());
            if (file.hasNonNull("previous_filename")) {
                paths.add(file.path("previous_filename").asText());
            }
        }
        return new Touched.Found(new ChangedFiles.Known(paths));
    }
}
