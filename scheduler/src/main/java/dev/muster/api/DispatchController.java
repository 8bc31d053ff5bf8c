package dev.muster.api;

import com.fasterxml.jackson.databind.ObjectMapper;

import dev.muster.config.model.PropertyValue;
import dev.muster.core.ci.RepoSlug;
import dev.muster.dispatch.Requests;
import dev.muster.dispatch.Requests.Order;
import dev.muster.dispatch.Requests.Started;
import dev.muster.report.RunParameters;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

import java.io.IOException;
import java.util.Map;

/// Starts targets by name.
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class DispatchController {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int MOST_TARGETS = 500;
    private static final int LONGEST_NAME = 500;
    private static final int LONGEST_REF = 260;
    private static final int LONGEST_REASON = 1_000;
    private static final int LONGEST_PARAMETERS = 10_000;

    private final Reads reads;
    private final Requests requests;
    private final Access access;
    private final Nudge nudge;
    private final Once once;

    DispatchController(Reads reads, Requests requests, Access access, Nudge nudge, Once once) {
        this.reads = reads;
        this.requests = requests;
        this.access = access;
        this.nudge = nudge;
        this.once = once;
    }

    @Post("/api/v1/repos/{owner}/{repo}/dispatch")
    HttpResponse<String> dispatch(
            HttpRequest<?> request, String owner, String repo, @Nullable @Body String body) {
        var slug = Documents.repo(owner, repo);
        var fields = JsonFields.of(body);
        var order = read(slug, fields, access.who(request));
        if (!fields.faults().isEmpty()) {
            return Problem.of(HttpStatus.UNPROCESSABLE_ENTITY, fields.faults());
        }
        var answer =
                once.answer(
                        request,
                        order.who(),
                        order.toString(),
                        () -> answer(slug, requests.start(order)));
        nudge.somethingIsToDo();
        return answer;
    }

    private static Order read(RepoSlug slug, JsonFields fields, String who) {
        var targets = fields.texts("targets", MOST_TARGETS, LONGEST_NAME);
        if (targets.isEmpty() && fields.faults().isEmpty()) {
            fields.fault("'targets' is missing: a list of names");
        }
        var ref = fields.text("ref", LONGEST_REF);
        var parameters = parameters(fields);
        var reason = fields.lines("reason", LONGEST_REASON);
        fields.noOthers();
        return new Order(slug, ref, targets, parameters, who, reason);
    }

    private static Map<String, PropertyValue> parameters(JsonFields fields) {
        var text = fields.object("parameters", LONGEST_PARAMETERS);
        if (text == null) {
            return Map.of();
        }
        if (text.contains("\\u0000")) {
            fields.fault("'parameters' holds the character 0");
            return Map.of();
        }
        try {
            return RunParameters.read(text);
        } catch (IOException e) {
            fields.fault("'parameters' is nested too deeply");
            return Map.of();
        }
    }

    private HttpResponse<String> answer(RepoSlug slug, Started started) {
        return switch (started) {
            case Started.Accepted accepted ->
                    HttpResponse.<String>accepted().body(document(slug, accepted));
            case Started.NotFound(var what, var hint) ->
                    Problem.of(HttpStatus.NOT_FOUND, "there is no " + what, hint);
            case Started.Wrong(var faults) -> Problem.of(HttpStatus.UNPROCESSABLE_ENTITY, faults);
            case Started.NotPossible(var why) -> Problem.of(HttpStatus.CONFLICT, why);
        };
    }

    private String document(RepoSlug slug, Started.Accepted accepted) {
        var document =
                MAPPER.createObjectNode()
                        .put("repo", slug.toString())
                        .put("branch", accepted.branch())
                        .put("sha", accepted.commit().value());
        var tasks = document.putArray("tasks");
        for (var id : accepted.tasks()) {
            var task = reads.task(id).orElseThrow();
            tasks.addObject()
                    .put("id", id.value())
                    .put("target", task.path("target").asText())
                    .put("status", task.path("status").asText())
                    .put("reason", task.path("reason").asText())
                    .put("explanation", task.path("explanation").asText());
        }
        return document.toString();
    }
}
