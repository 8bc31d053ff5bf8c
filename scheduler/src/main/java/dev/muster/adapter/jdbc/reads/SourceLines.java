package dev.muster.adapter.jdbc.reads;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.adapter.jdbc.ground.BranchKey;
import dev.muster.adapter.jdbc.planning.StoredConfigs;
import dev.muster.config.edit.TargetLines;
import dev.muster.config.model.TargetName;
import dev.muster.planning.RepositoryKind;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/// Where a target is written, and the address at which GitHub shows it.
///
/// @param site GitHub's address for people; null where there is no GitHub
record SourceLines(StoredConfigs configs, @Nullable String site) {

    /// The target's document with its last line and, where GitHub has the repository, an address.
    ObjectNode added(Handle handle, BranchKey branch, ObjectNode document) {
        var sha = document.path("sha").asText();
        var path = document.path("config").asText();
        var line = document.path("line").asInt();
        var name = new TargetName(document.path("name").asText());
        var lines =
                configs.text(handle, branch.repository(), sha, path)
                        .flatMap(text -> TargetLines.of(text, name))
                        .orElse(new TargetLines(line, line));
        return document.put("lastLine", lines.last())
                .put(
                        "source",
                        site == null || !onGitHub(handle, branch.repository())
                                ? null
                                : address(site, branch, sha, path, lines));
    }

    private static String address(
            String site, BranchKey branch, String sha, String path, TargetLines lines) {
        return "%s/%s/blob/%s/%s#L%d-L%d"
                .formatted(site, branch.slug(), sha, encoded(path), lines.first(), lines.last());
    }

    private static boolean onGitHub(Handle handle, long repository) {
        return handle.createQuery("select kind from repository where id = :id")
                .bind("id", repository)
                .mapTo(String.class)
                .one()
                .equals(RepositoryKind.GITHUB.word());
    }

    private static String encoded(String path) {
        return Arrays.stream(path.split("/"))
                .map(it -> URLEncoder.encode(it, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
    }
}
