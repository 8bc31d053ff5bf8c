package dev.muster.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.muster.core.ci.RepoSlug;
import dev.muster.tree.Gardening;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/// Notes of gardeners for whoever comes next. They stand in the audit log under the action `note`.
@Controller("/api/v1/repos/{owner}/{repo}/notes")
@ExecuteOn(TaskExecutors.BLOCKING)
final class NoteController {

    private static final int LONGEST_TEXT = 1_000;

    private final Gardening gardening;
    private final Access access;
    private final Once once;

    NoteController(Gardening gardening, Access access, Once once) {
        this.gardening = gardening;
        this.access = access;
        this.once = once;
    }

    /// What a gardener sends.
    ///
    /// @param text for people
    @Introspected
    record Wish(@Nullable String text) {}

    @Post
    HttpResponse<String> leave(HttpRequest<?> request, String owner, String repo, @Body Wish wish) {
        var slug = Documents.repo(owner, repo);
        var text = Documents.text("text", wish.text(), LONGEST_TEXT);
        if (text.isEmpty()) {
            throw Problem.bad("'text' is missing");
        }
        var who = access.who(request);
        return once.answer(request, who, text, () -> leave(slug, who, text));
    }

    private HttpResponse<String> leave(RepoSlug slug, String who, String text) {
        if (!gardening.note(slug, text, who)) {
            throw Problem.notFound("repository '%s'".formatted(slug));
        }
        var document = JsonNodeFactory.instance.objectNode().put("who", who).put("text", text);
        return HttpResponse.<String>created(document.toString());
    }
}
