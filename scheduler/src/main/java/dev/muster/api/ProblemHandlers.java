package dev.muster.api;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.http.server.exceptions.response.HateoasErrorResponseProcessor;

import jakarta.inject.Singleton;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.UUID;

/// Turns every failure into a problem document; a fault of ours gets an incident id instead of a
/// stack.
@Controller
final class ProblemHandlers {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandlers.class);

    private final Outages outages;

    ProblemHandlers(Outages outages) {
        this.outages = outages;
    }

    /// Where the caller is at fault the answer says so; everything else is a fault of ours.
    @Error(global = true)
    HttpResponse<String> failed(HttpRequest<?> request, Throwable failure) {
        var refusal = Refusals.of(failure);
        if (refusal != null) {
            return refusal;
        }
        if (failure instanceof OutOfMemoryError) {
            return later(request, failure, "the service has no room for this now");
        }
        return outages.explain(failure)
                ? later(request, failure, "the database of the service does not answer now")
                : bug(request, failure);
    }

    /// Anybody can send many large bodies at once: what has no room comes again.
    private static HttpResponse<String> later(
            HttpRequest<?> request, Throwable failure, String why) {
        LOG.atWarn()
                .addKeyValue("path", request.getPath())
                .addKeyValue("said", why)
                .addKeyValue("why", failure.toString())
                .log("A request could not be answered now");
        return Problem.of(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        why,
                        "try again in a while; its operator finds the cause in the log")
                .header("Retry-After", "5");
    }

    private static HttpResponse<String> bug(HttpRequest<?> request, Throwable bug) {
        var incident = UUID.randomUUID();
        LOG.atError()
                .addKeyValue("incident", incident)
                .addKeyValue("path", request.getPath())
                .setCause(bug)
                .log("A request ran into a fault of this program");
        return Problem.of(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "the service ran into a fault of its own; the log has it under incident "
                        + incident);
    }

    /// What the framework itself finds wrong with a request.
    @Singleton
    @Replaces(HateoasErrorResponseProcessor.class)
    static final class FrameworkProblems implements ErrorResponseProcessor<String> {

        @Override
        public MutableHttpResponse<String> processResponse(
                ErrorContext context, MutableHttpResponse<?> response) {
            var detail =
                    context.getErrors().isEmpty()
                            ? response.status().getReason()
                            : context.getErrors().getFirst().getMessage();
            var cut = detail.lines().findFirst().orElse("");
            var problem =
                    Problem.of(response.status(), cut.length() > 300 ? cut.substring(0, 300) : cut);
            response.getHeaders()
                    .forEach((name, values) -> values.forEach(it -> problem.header(name, it)));
            return problem.contentType("application/problem+json");
        }
    }
}
