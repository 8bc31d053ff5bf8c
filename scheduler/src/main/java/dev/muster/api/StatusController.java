package dev.muster.api;

import com.fasterxml.jackson.databind.ObjectMapper;

import dev.muster.access.Principal;
import dev.muster.core.ci.RepoSlug;
import dev.muster.core.external.PostedStatus;
import dev.muster.external.StatusPosts;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

import java.util.Optional;

/// What other schedulers, and our own jobs at GitHub, post about the targets they run.
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class StatusController {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int LARGEST = 64 << 10;

    private final StatusPosts posts;
    private final Access access;
    private final Once once;
    private final Reads reads;
    private final JobReports jobs;

    StatusController(StatusPosts posts, JobReports jobs, Access access, Once once, Reads reads) {
        this.posts = posts;
        this.jobs = jobs;
        this.access = access;
        this.once = once;
        this.reads = reads;
    }

    @Post("/api/v1/task-status")
    HttpResponse<String> post(HttpRequest<?> request, @Nullable @Body String body) {
        var fields = fields(body);
        var read = StatusBody.read(fields);
        var post = read.post();
        if (post == null) {
            return Problem.of(HttpStatus.UNPROCESSABLE_ENTITY, read.faults());
        }
        var job = Callers.jobToken(request);
        if (job.isPresent()) {
            return jobs.answer(job.get(), post, read.correlation());
        }
        var sender = sender(request);
        var key = read.key() == null ? request.getHeaders().get("Idempotency-Key") : read.key();
        return once.answer(
                key,
                sender.id(),
                request.getPath() + '\n' + post,
                () -> StatusAnswers.of(posts.take(sender, post), StatusAnswers::applied));
    }

    /// The form that Cocoon's clients use.
    @Post("/api/update-task-status")
    HttpResponse<String> postHistoric(HttpRequest<?> request, @Nullable @Body String body) {
        var sender = sender(request);
        var repository = repository(sender);
        if (repository.isEmpty()) {
            return Problem.of(
                    HttpStatus.BAD_REQUEST,
                    "this form names no repository, and there are several here",
                    "make a token for one of them: 'muster token create --repo OWNER/NAME'");
        }
        var read = StatusBody.readHistoric(fields(body), repository.get());
        var post = read.post();
        if (post == null) {
            return Problem.of(HttpStatus.BAD_REQUEST, read.faults());
        }
        var word = post.post().status() == PostedStatus.SUCCEEDED ? "Succeeded" : "Failed";
        var document =
                MAPPER.createObjectNode().put("Name", post.target()).put("Status", word).toString();
        return once.answer(
                request,
                sender.id(),
                post.toString(),
                () -> StatusAnswers.of(posts.take(sender, post), _ -> document));
    }

    private static JsonFields fields(@Nullable String body) {
        if (body != null && body.length() > LARGEST) {
            throw new Problem.Raised(
                    HttpStatus.REQUEST_ENTITY_TOO_LARGE,
                    "a status post has at most %d KiB".formatted(LARGEST >> 10));
        }
        return JsonFields.of(body);
    }

    private Principal sender(HttpRequest<?> request) {
        return access.principal(request)
                .orElseThrow(
                        () ->
                                new Problem.Raised(
                                        HttpStatus.UNAUTHORIZED,
                                        "posting status needs a token of a scheduler"));
    }

    /// The repository of the token, or the only one there is.
    private Optional<RepoSlug> repository(Principal sender) {
        var scope = sender.scope();
        if (scope != null && scope.repository() != null) {
            return Optional.of(scope.repository());
        }
        var all = reads.repositories().path("repos");
        return all.size() == 1
                ? Optional.of(
                        new RepoSlug(
                                all.path(0).path("owner").asText(),
                                all.path(0).path("repo").asText()))
                : Optional.empty();
    }
}
