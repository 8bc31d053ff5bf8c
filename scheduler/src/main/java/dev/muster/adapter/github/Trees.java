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
        return switch (client.send(Call.get(at.as(), path))) {
            case Answer.Done done -> {
                var left = done.body().path("merge_base_commit").path("sha").asText();
                yield left.isEmpty()
                        ? unknown("GitHub names no common commit")
                        : between(List.of(left, head.value()));
            }
            case Answer.Refused(_, var why) -> unknown(why);
            case Answer.Later(_, var why) -> new Touched.Unreachable(why);
            case Answer.Unknown(var why) -> unknown(why);
        };
    }

    /// What a commit changes against its first parent; all its files where it has none.
    Touched of(CommitSha commit) {
        return switch (client.send(Call.get(at.as(), at.path("/git/commits/" + commit)))) {
            case Answer.Done done -> {
                var parent = done.body().path("parents").path(0).path("sha").asText();
                yield between(
                        parent.isEmpty()
                                ? List.of(commit.value())
                                : List.of(parent, commit.value()));
            }
            case Answer.Refused(_, var why) -> unknown(why);
            case Answer.Later(_, var why) -> new Touched.Unreachable(why);
            case Answer.Unknown(var why) -> unknown(why);
        };
    }

    private Touched between(List<String> commits) {
        var entries = new HashMap<String, String>();
        for (var commit : commits) {
            var path = at.path("/git/trees/%s?recursive=1".formatted(commit));
            switch (client.send(Call.get(at.as(), path))) {
                case Answer.Done done -> {
                    if (done.body().path("truncated").asBoolean()) {
                        return unknown("GitHub lists neither all changed files nor the whole tree");
                    }
                    toggle(entries, done.body().path("tree"));
                }
                case Answer.Later(_, var why) -> {
                    return new Touched.Unreachable(why);
                }
                case Answer.Refused(_, var why) -> {
                    return unknown(why);
                }
                case Answer.Unknown(var why) -> {
                    return unknown(why);
                }
            }
        }
        return new Touched.Found(new ChangedFiles.Known(new ArrayList<>(entries.keySet())));
    }

    private static Touched unknown(String why) {
        return new Touched.Found(new ChangedFiles.Unknown(why));
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
