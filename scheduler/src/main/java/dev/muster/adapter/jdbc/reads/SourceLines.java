package dev.muster.adapter.jdbc.reads;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.adapter.jdbc.ground.BranchKey;
import dev.muster.adapter.jdbc.planning.StoredConfigs;
import dev.muster.config.edit.TargetLines;
import dev.muster.config.model.TargetName;

import org.jdbi.v3.core.Handle;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/// Where a target is written, and the address at which GitHub shows it.
record SourceLines(StoredConfigs configs, WebPages pages) {

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
                        pages.of(handle, branch.slug())
                                .map(it -> address(it, sha, path, lines))
                                .orElse(null));
    }

    private static String address(String repository, String sha, String path, TargetLines lines) {
        return "%s/blob/%s/%s#L%d-L%d"
                .formatted(repository, sha, encoded(path), lines.first(), lines.last());
    }

    private static String encoded(String path) {
        return Arrays.stream(path.split("/"))
                .map(it -> URLEncoder.encode(it, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
    }
}
