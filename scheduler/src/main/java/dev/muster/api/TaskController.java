package dev.muster.api;

import dev.muster.core.ci.AttemptKey;
import dev.muster.core.ci.TaskId;
import dev.muster.dispatch.AttemptLogs;
import dev.muster.dispatch.Requests;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

import java.util.function.Function;

/// Single tasks: their attempts and logs, rerun and cancel.
@Controller("/api/v1/tasks/{id}")
@ExecuteOn(TaskExecutors.BLOCKING)
final class TaskController {

    private static final int MOST_LOG = 256 << 10;
    private static final int LONGEST_REASON = 1_000;

    private final Reads reads;
    private final Requests requests;
    private final AttemptLogs logs;
    private final Access access;
    private final Nudge nudge;
    private final Once once;

    TaskController(
            Reads reads,
            Requests requests,
            AttemptLogs logs,
            Access access,
            Nudge nudge,
            Once once) {
        this.reads = reads;
        this.requests = requests;
        this.logs = logs;
        this.access = access;
        this.nudge = nudge;
        this.once = once;
    }

    /// Why somebody asks.
    ///
    /// @param reason for the audit log; may be missing
    @Introspected
    record Why(@Nullable String reason) {

        String text() {
            return Documents.text("reason", reason, LONGEST_REASON);
        }
    }

    @Get
    String task(String id) {
        return Documents.found(
                reads.task(Documents.task(id)), "task '%s'".formatted(Documents.cut(id)));
    }

    @Post("/rerun")
    HttpResponse<String> rerun(HttpRequest<?> request, String id, @Nullable @Body Why why) {
        var task = Documents.task(id);
        var reason = why == null ? "" : why.text();
        return once(request, reason, who -> answer(task, requests.rerun(task, who, reason)));
    }

    @Post("/cancel")
    HttpResponse<String> cancel(HttpRequest<?> request, String id, @Nullable @Body Why why) {
        var task = Documents.task(id);
        var reason = why == null ? "" : why.text();
        return once(request, reason, who -> answer(task, requests.cancel(task, who, reason)));
    }

    /// Acts once, and then wakes the rounds: before that they would see nothing.
    private HttpResponse<String> once(
            HttpRequest<?> request, String reason, Function<String, HttpResponse<String>> act) {
        var who = access.who(request);
        var answer = once.answer(request, who, reason, () -> act.apply(who));
        nudge.somethingIsToDo();
        return answer;
    }

    private HttpResponse<String> answer(TaskId task, Requests.Outcome outcome) {
        return switch (outcome) {
            case Requests.Outcome.Accepted _ ->
                    HttpResponse.<String>accepted().body(task(task.value()));
            case Requests.Outcome.NotFound _ -> throw Problem.notFound("task '%s'".formatted(task));
            case Requests.Outcome.NotPossible(var why) -> Problem.of(HttpStatus.CONFLICT, why);
        };
    }

    @Get("/attempts/{number}/log")
    HttpResponse<byte[]> log(String id, int number, @QueryValue(defaultValue = "0") long offset) {
        var task = Documents.task(id);
        if (number < 1) {
            throw Problem.notFound("attempt %d".formatted(number));
        }
        var slice =
                logs.read(new AttemptKey(task, number), offset, MOST_LOG)
                        .orElseThrow(
                                () ->
                                        Problem.notFound(
                                                "log of attempt %d of that task"
                                                        .formatted(number)));
        return HttpResponse.ok(slice.bytes())
                .contentType(MediaType.of("text/plain; charset=utf-8"))
                .header("Cache-Control", "no-cache")
                .header("Muster-Log-Offset", String.valueOf(slice.offset()))
                .header("Muster-Log-Next", String.valueOf(slice.next()))
                .header("Muster-Log-Complete", String.valueOf(slice.complete()));
    }
}
