package dev.muster.adapter.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;

import dev.muster.bot.GitHubPosts.Undo;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/// Makes branches on which one commit is undone: every file it changed is again as it was before
/// it, if no later commit has changed that file as well.
///
/// @param at the repository
record Reverts(GitHubClient client, Address at) {

    /// More than one answer of GitHub's lists is not undone by a machine.
    private static final int MOST_FILES = 100;

    /// What came of it.
    sealed interface Made {

        /// The branch is there.
        record Done() implements Made {}

        /// It cannot be, until somebody does something.
        ///
        /// @param why for the operator
        record NotPossible(String why) implements Made {}

        /// GitHub did not do it.
        ///
        /// @param answer what it said
        record Failed(Answer answer) implements Made {}
    }

    /// GitHub did not answer as asked.
    private static final class Unanswered extends Exception {
        private static final long serialVersionUID = 1;
        private final transient Answer answer;

        Unanswered(Answer answer) {
            super("GitHub did not answer as asked", null, false, false);
            this.answer = answer;
        }
    }

    /// @param file in a commit
    private record Blob(String mode, String sha) {}

    Made branch(String branch, Undo undo) {
        try {
            var there = client.send(Call.get(at.as(), at.path("/branches/" + Call.parts(branch))));
            if (there instanceof Answer.Done) {
                return new Made.Done(); // an earlier try made it
            }
            var culprit = get("/commits/%s?per_page=%d".formatted(undo.culprit(), MOST_FILES));
            var files = culprit.path("files");
            var parent = culprit.path("parents").path(0).path("sha").asText();
            if (parent.isEmpty() || files.isEmpty() || files.size() >= MOST_FILES) {
                return new Made.NotPossible(
                        "it changes %d files; revert it by hand".formatted(files.size()));
            }
            var before = blobs(parent);
            var now = blobs(undo.on().value());
            if (before == null || now == null) {
                return new Made.NotPossible("the repository has too many files for a look");
            }
            var entries = Json.object().putArray("tree");
            for (var file : files) {
                if (!undo(file, before, now, entries)) {
                    return new Made.NotPossible(
                            "'%s' was changed since; revert it by hand"
                                    .formatted(file.path("filename").asText()));
                }
            }
            push(branch, undo, entries);
            return new Made.Done();
        } catch (Unanswered e) {
            return new Made.Failed(e.answer);
        }
    }

    /// @return whether the file is as the commit left it
    private static boolean undo(
            JsonNode file, Map<String, Blob> before, Map<String, Blob> now, ArrayNode entries) {
        var path = file.path("filename").asText();
        var removed = file.path("status").asText().equals("removed");
        var present = now.get(path);
        var untouched =
                removed
                        ? present == null
                        : present != null && present.sha().equals(file.path("sha").asText());
        put(entries, path, before.get(path));
        var from = file.path("previous_filename").asText("");
        if (!from.isEmpty()) {
            put(entries, from, before.get(from));
            return untouched && !now.containsKey(from);
        }
        return untouched;
    }

    private static void put(ArrayNode entries, String path, @Nullable Blob blob) {
        var entry = entries.addObject().put("path", path).put("type", "blob");
        if (blob == null) {
            entry.put("mode", "100644").putNull("sha");
        } else {
            entry.put("mode", blob.mode()).put("sha", blob.sha());
        }
    }

    private void push(String branch, Undo undo, ArrayNode entries) throws Unanswered {
        var on = undo.on().value();
        var tree = Json.object();
        tree.put("base_tree", get("/git/commits/" + on).path("tree").path("sha").asText());
        tree.set("tree", entries);
        var commit = Json.object().put("message", undo.message());
        commit.put("tree", post("/git/trees", tree).path("sha").asText());
        commit.putArray("parents").add(on);
        var made = post("/git/commits", commit).path("sha").asText();
        post("/git/refs", Json.object().put("ref", "refs/heads/" + branch).put("sha", made));
    }

    /// The files of a commit by path; null where GitHub does not list them all.
    private @Nullable Map<String, Blob> blobs(String commit) throws Unanswered {
        var tree = get("/git/trees/%s?recursive=1".formatted(commit));
        if (tree.path("truncated").asBoolean()) {
            return null;
        }
        var blobs = new HashMap<String, Blob>();
        for (var it : tree.path("tree")) {
            blobs.put(
                    it.path("path").asText(),
                    new Blob(it.path("mode").asText(), it.path("sha").asText()));
        }
        return blobs;
    }

    private JsonNode get(String path) throws Unanswered {
        return body(client.send(Call.get(at.as(), at.path(path))));
    }

    private JsonNode post(String path, JsonNode body) throws Unanswered {
        return body(client.send(Call.post(at.as(), at.path(path), body)));
    }

    private static JsonNode body(Answer answer) throws Unanswered {
        if (answer instanceof Answer.Done done) {
            return done.body();
        }
        throw new Unanswered(answer);
    }
}
