package dev.muster.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.util.RawValue;

import dev.muster.access.Principal;
import dev.muster.access.Role;
import dev.muster.access.Scope;
import dev.muster.external.StatusPost;
import dev.muster.external.StatusPosts;
import dev.muster.jobs.JobPost;
import dev.muster.jobs.JobPosts;
import dev.muster.jobs.JobPosts.Answer;
import dev.muster.jobs.JobStore.Outcome;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/// Answers jobs of GitHub Actions that say how their targets go.
@Singleton
final class JobReports {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String SOON = "5";

    private final JobPosts posts;
    private final StatusPosts external;

    JobReports(JobPosts posts, StatusPosts external) {
        this.posts = posts;
        this.external = external;
    }

    /// @param token the job's
    /// @param correlation our name for its run; null where it says none
    HttpResponse<String> answer(String token, StatusPost post, @Nullable String correlation) {
        return switch (posts.take(token, new JobPost(post, correlation))) {
            case Answer.Refused(var why) ->
                    Problem.of(
                                    HttpStatus.UNAUTHORIZED,
                                    why,
                                    "ask GitHub for a token with this service's address as"
                                            + " audience, in a job of the generated workflow")
                            .header("WWW-Authenticate", "Bearer error=\"invalid_token\"");
            case Answer.Later(var why) ->
                    Problem.of(HttpStatus.SERVICE_UNAVAILABLE, why).header("Retry-After", SOON);
            case Answer.Heard(var outcome) -> heard(outcome);
            case Answer.Beside beside -> beside(beside, post);
        };
    }

    /// A workflow that is a scheduler of its own posts for the targets that name its file.
    private HttpResponse<String> beside(Answer.Beside beside, StatusPost post) {
        var repository = beside.repository();
        if (!post.repository().equals(repository)
                && !post.repository().equals(beside.job().repository())) {
            return Problem.of(
                    HttpStatus.FORBIDDEN,
                    "a job of '%s' says nothing about '%s'"
                            .formatted(repository, post.repository()));
        }
        var sender =
                new Principal(
                        beside.job().id(),
                        "%s of %s".formatted(beside.scheduler(), repository),
                        Role.SCHEDULER,
                        new Scope(beside.scheduler(), repository, Set.of()));
        var ours =
                new StatusPost(
                        repository,
                        post.branch(),
                        post.sha(),
                        post.target(),
                        post.logUrl(),
                        post.post());
        return StatusAnswers.of(external.takeNow(sender, ours), StatusAnswers::applied);
    }

    private static HttpResponse<String> heard(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Taken taken -> HttpResponse.ok(document(taken));
            case Outcome.Twin(var why) -> Problem.of(HttpStatus.CONFLICT, why);
            case Outcome.NotYours(var why) -> Problem.of(HttpStatus.FORBIDDEN, why);
        };
    }

    private static String document(Outcome.Taken taken) {
        var document = MAPPER.createObjectNode();
        document.putArray("tasks")
                .addObject()
                .put("id", taken.task().value())
                .put("branch", taken.line())
                .put("status", taken.status().word())
                .put("attempt", taken.attempt())
                .put("changed", taken.changed())
                .put("cancelAsked", false)
                .putRawValue("parameters", new RawValue(taken.parameters()));
        return document.toString();
    }
}
