package dev.muster.api;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.core.ci.RepoSlug;
import dev.muster.core.ci.TaskId;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.function.Supplier;

/// Documents as answers: not found, not changed, or the document.
final class Documents {

    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    private Documents() {}

    static RepoSlug repo(String owner, String repo) {
        if (owner.isBlank()
                || repo.isBlank()
                || (owner + repo).indexOf('/') >= 0
                || owner.length() + repo.length() > 250) {
            throw Problem.notFound("such repository");
        }
        return new RepoSlug(owner, repo);
    }

    static TaskId task(String id) {
        if (!TaskId.isTaskId(id)) {
            throw Problem.notFound("task '%s'".formatted(cut(id)));
        }
        return new TaskId(id);
    }

    /// A text that the store takes: it has no character 0.
    ///
    /// @param key what it is called in the body
    static String plain(String key, String text) {
        if (text.indexOf('\0') >= 0) {
            throw Problem.bad("'%s' holds the character 0".formatted(key));
        }
        return text;
    }

    /// What people wrote, without the space around it; empty where they wrote nothing.
    ///
    /// @param key what it is called in the body
    /// @param longest how many characters it has at most
    static String text(String key, @Nullable String text, int longest) {
        var written = text == null ? "" : plain(key, text).strip();
        if (written.length() > longest) {
            throw Problem.bad("'%s' has at most %d characters".formatted(key, longest));
        }
        return written;
    }

    static String cut(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }

    /// What is read of a branch.
    ///
    /// @param branch null: the default branch
    static String found(Optional<ObjectNode> document, RepoSlug repo, @Nullable String branch) {
        return found(
                document,
                branch == null
                        ? "repository '%s'".formatted(repo)
                        : "branch '%s' of '%s'".formatted(cut(branch), repo));
    }

    static String found(Optional<ObjectNode> document, String what) {
        return document.orElseThrow(() -> Problem.notFound(what)).toString();
    }

    /// A time that every store can keep.
    ///
    /// @param text in ISO-8601
    static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant())
                    .filter(it -> it.isAfter(FIRST) && it.isBefore(LAST));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /// The answer under an entity tag made of the newest event's number: what it shows has not
    /// changed while that stays.
    static HttpResponse<String> tagged(
            HttpRequest<?> request, long version, Supplier<String> document) {
        var tag = "W/\"%d\"".formatted(version);
        if (EntityTags.known(request, tag)) {
            return HttpResponse.<String>notModified()
                    .header("ETag", tag)
                    .header("Cache-Control", "no-cache");
        }
        return HttpResponse.ok(document.get())
                .header("ETag", tag)
                .header("Cache-Control", "no-cache");
    }

    /// A cursor that we gave out.
    static @Nullable Long cursor(@Nullable String cursor) {
        if (cursor == null || cursor.isEmpty()) {
            return null;
        }
        if (!cursor.matches("[0-9]{1,18}")) {
            throw Problem.bad("'%s' is not a cursor of this list".formatted(cut(cursor)));
        }
        return Long.parseLong(cursor);
    }
}
