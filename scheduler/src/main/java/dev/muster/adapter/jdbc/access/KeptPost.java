package dev.muster.adapter.jdbc.access;

import com.fasterxml.jackson.databind.JsonNode;

import dev.muster.access.Principal;
import dev.muster.access.Role;
import dev.muster.access.Scope;
import dev.muster.adapter.jdbc.ground.Json;
import dev.muster.core.ci.CommitSha;
import dev.muster.core.ci.RepoSlug;
import dev.muster.core.external.Post;
import dev.muster.core.external.PostedStatus;
import dev.muster.external.StatusPost;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.HashSet;

/// A post and its sender as the JSON that is kept of them.
///
/// @param sender who posted
/// @param post what
public record KeptPost(Principal sender, StatusPost post) {

    public String json() {
        var document = Json.object();
        var from = document.putObject("sender").put("id", sender.id()).put("name", sender.name());
        var scope = sender.scope();
        if (scope != null) {
            from.put("scheduler", scope.scheduler());
            from.put("repository", text(scope.repository()));
            scope.targets().stream().sorted().forEach(from.putArray("targets")::add);
        }
        var said = post.post();
        document.put("repository", post.repository().toString())
                .put("branch", post.branch())
                .put("sha", post.sha().value())
                .put("target", post.target())
                .put("logUrl", post.logUrl())
                .put("status", said.status().word())
                .put("attempt", said.attempt())
                .put("runId", said.runId())
                .put("startedAt", text(said.startedAt()))
                .put("finishedAt", text(said.finishedAt()))
                .put("testFlaky", said.testFlaky())
                .put("note", said.note())
                .put("said", said.said());
        return document.toString();
    }

    public static KeptPost read(String json) {
        var document = Json.read(json);
        var sender = document.path("sender");
        var targets = new HashSet<String>();
        sender.path("targets").forEach(it -> targets.add(it.asText()));
        var repository = text(sender, "repository");
        return new KeptPost(
                new Principal(
                        sender.path("id").asText(),
                        sender.path("name").asText(),
                        Role.SCHEDULER,
                        new Scope(
                                sender.path("scheduler").asText(),
                                repository == null ? null : slug(repository),
                                targets)),
                post(document));
    }

    private static StatusPost post(JsonNode document) {
        var attempt = document.path("attempt");
        return new StatusPost(
                slug(document.path("repository").asText()),
                text(document, "branch"),
                new CommitSha(document.path("sha").asText()),
                document.path("target").asText(),
                text(document, "logUrl"),
                new Post(
                        PostedStatus.of(document.path("status").asText()).orElseThrow(),
                        attempt.isNumber() ? attempt.asInt() : null,
                        text(document, "runId"),
                        time(document, "startedAt"),
                        time(document, "finishedAt"),
                        document.path("testFlaky").asBoolean(),
                        document.path("note").asText(),
                        document.path("said").asText()));
    }

    /// An owner's name has no slash, so the first one parts.
    static RepoSlug slug(String text) {
        var slash = text.indexOf('/');
        return new RepoSlug(text.substring(0, slash), text.substring(slash + 1));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static @Nullable String text(JsonNode node, String name) {
        return node.path(name).isTextual() ? node.path(name).asText() : null;
    }

    private static @Nullable Instant time(JsonNode node, String name) {
        var text = text(node, name);
        return text == null ? null : Instant.parse(text);
    }
}
