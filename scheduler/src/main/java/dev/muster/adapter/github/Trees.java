package dev.muster.adapter.github;

import com.fasterxml.jackson.databind.JsonNode;

import dev.muster.core.ci.CommitSha;
import dev.muster.plan.ChangedFiles;
import dev.muster.planning.CommitSource.Touched;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Changed files where GitHub's lists of them end: two whole trees are read, and compared here.
///
/// GitHub lists 100,000 entries of a tree; beyond that the changed files stay unknown.
final class Trees {

    private final GitHubClient client;
    private final Address at;

    Trees(GitHubClient client, Address at) {
        this.client = client;
        this.at = at;
    }

    /// What a head changes since it left its base, as a pull request or a merge group shows it.
    Touched since(CommitSha base, CommitSha head) {
        var path = at.path("/compare/%s...%s?per_page=1".formatted(base, head));
        var answer = client.send(Call.get(at.as(), path));
        if (!(answer instanceof Answer.Done done)) {
            return without(answer);
        }
        return since(done.body(), head);
    }

    /// The same, where GitHub compared the two already.
    ///
    /// @param comparison what it answered
    Touched since(JsonNode comparison, CommitSha head) {
        var left = comparison.path("merge_base_commit").path("sha").asText();
        return left.isEmpty()
                ? Touched.unknown("GitHub names no common commit")
                : between(List.of(left, head.value()));
    }

    /// What a commit changes against its first parent; all its files where it has none.
    Touched of(CommitSha commit) {
        var answer = client.send(Call.get(at.as(), at.path("/git/commits/" + commit)));
        if (!(answer instanceof Answer.Done done)) {
            return without(answer);
        }
        var parent = done.body().path("parents").path(0).path("sha").asText();
        return between(
                parent.isEmpty() ? List.of(commit.value()) : List.of(parent, commit.value()));
    }

    private Touched between(List<String> commits) {
        var entries = new HashMap<String, String>();
        for (var commit : commits) {
            var path = at.path("/git/trees/%s?recursive=1".formatted(commit));
            var answer = client.send(Call.get(at.as(), path));
            if (!(answer instanceof Answer.Done done)) {
                return without(answer);
            }
            if (done.body().path("truncated").asBoolean()) {
                return Touched.unknown("GitHub lists neither all changed files nor the whole tree");
            }
            toggle(entries, done.body().path("tree"));
        }
        return new Touched.Found(new ChangedFiles.Known(new ArrayList<>(entries.keySet())));
    }

    /// What is known of the files without an answer: a limit passes, all else stays.
    static Touched without(Answer answer) {
        return switch (answer) {
            case Answer.Done _ -> throw new AssertionError("it was answered");
            case Answer.Later(_, var why) -> new Touched.Unreachable(why);
            case Answer.Refused(_, var why) -> Touched.unknown(why);
            case Answer.Unknown(var why) -> Touched.unknown(why);
        };
    }

    /// Entries that are the same in both trees cancel each other out.
    private static void toggle(Map<String, String> entries, JsonNode tree) {
        for (var node : tree) {
            if (!node.path("type").asText().equals("tree")) {
                var what = node.path("mode").asText() + node.path("sha").asText();
                entries.merge(node.path("path").asText(), what, Trees::unlessSame);
            }
        }
    }

    private static @Nullable String unlessSame(String a, String b) {
        return a.equals(b) ? null : b;
    }
}
