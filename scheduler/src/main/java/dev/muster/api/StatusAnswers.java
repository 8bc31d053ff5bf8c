package dev.muster.api;

import com.fasterxml.jackson.databind.ObjectMapper;

import dev.muster.external.ExternalTasks;
import dev.muster.external.StatusPosts.Outcome;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;

import java.util.List;
import java.util.function.Function;

/// What another scheduler is answered.
final class StatusAnswers {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private StatusAnswers() {}

    /// @param document what is answered when the post was applied
    static HttpResponse<String> of(
            Outcome outcome, Function<List<ExternalTasks.Applied>, String> document) {
        return switch (outcome) {
            case Outcome.Applied(var tasks) -> HttpResponse.ok(document.apply(tasks));
            case Outcome.Kept(var until) ->
                    HttpResponse.<String>accepted()
                            .body(
                                    MAPPER.createObjectNode()
                                            .put("keptUntil", until.toString())
                                            .toString());
            case Outcome.NotFound(var what) -> throw Problem.notFound(what);
            case Outcome.NotYours(var why) -> Problem.of(HttpStatus.FORBIDDEN, why);
            case Outcome.TooMany(var why) ->
                    Problem.of(HttpStatus.TOO_MANY_REQUESTS, why).header("Retry-After", "600");
        };
    }

    /// The tasks that a post was about.
    static String applied(List<ExternalTasks.Applied> tasks) {
        var document = MAPPER.createObjectNode();
        var list = document.putArray("tasks");
        for (var it : tasks) {
            list.addObject()
                    .put("id", it.id().value())
                    .put("branch", it.branch())
                    .put("status", it.status().word())
                    .put("attempt", it.attempt())
                    .put("changed", it.changed())
                    .put("cancelAsked", it.cancelAsked());
        }
        return document.toString();
    }
}
