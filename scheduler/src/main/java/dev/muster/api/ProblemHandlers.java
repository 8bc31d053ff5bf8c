package dev.muster.api;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.codec.CodecException;
import io.micronaut.http.exceptions.ContentLengthExceededException;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.http.server.exceptions.NotAllowedException;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.http.server.exceptions.response.HateoasErrorResponseProcessor;
import io.micronaut.web.router.exceptions.UnsatisfiedRouteException;

import jakarta.inject.Singleton;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.UUID;

/// Turns every failure into a problem document; a fault of ours gets an incident id instead of a
/// stack.
@Controller
final class ProblemHandlers {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandlers.class);

    @Error(global = true)
    HttpResponse<String> raised(HttpRequest<?> request, Problem.Raised raised) {
        return Problem.of(raised.status(), String.valueOf(raised.getMessage()));
    }

    @Error(global = true)
    HttpResponse<String> status(HttpRequest<?> request, HttpStatusException fault) {
        return Problem.of(fault.getStatus(), first(fault));
    }

    @Error(global = true)
    HttpResponse<String> notAllowed(HttpRequest<?> request, NotAllowedException fault) {
        return Problem.of(
                        HttpStatus.METHOD_NOT_ALLOWED,
                        "this address does not take " + request.getMethodName())
                .header("Allow", String.join(", ", fault.getAllowedMethods()));
    }

    @Error(global = true)
    HttpResponse<String> mistyped(HttpRequest<?> request, ConversionErrorException fault) {
        return Problem.of(
                HttpStatus.BAD_REQUEST,
                "'%s' is not of the type that it takes".formatted(fault.getArgument().getName()));
    }

    @Error(global = true)
    HttpResponse<String> missing(HttpRequest<?> request, UnsatisfiedRouteException fault) {
        return Problem.of(
                HttpStatus.BAD_REQUEST, "'%s' is missing".formatted(fault.getArgument().getName()));
    }

    @Error(global = true)
    HttpResponse<String> tooLong(HttpRequest<?> request, ContentLengthExceededException fault) {
        return Problem.of(HttpStatus.REQUEST_ENTITY_TOO_LARGE, "the request has more than 8 MB");
    }

    @Error(global = true)
    HttpResponse<String> unreadable(HttpRequest<?> request, CodecException fault) {
        return Problem.of(HttpStatus.BAD_REQUEST, "the body is not the JSON that is taken here");
    }

    private static String first(Exception fault) {
        return String.valueOf(fault.getMessage()).lines().findFirst().orElse("");
    }

    @Error(global = true)
    HttpResponse<String> bug(HttpRequest<?> request, RuntimeException bug) {
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
