package dev.muster.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;

import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.codec.CodecException;
import io.micronaut.http.exceptions.BufferLengthExceededException;
import io.micronaut.http.exceptions.ContentLengthExceededException;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.http.exceptions.UriSyntaxException;
import io.micronaut.http.server.exceptions.NotAllowedException;
import io.micronaut.http.server.exceptions.UnsupportedMediaException;
import io.micronaut.jackson.databind.JacksonDatabindMapper;
import io.micronaut.json.JsonSyntaxException;
import io.micronaut.web.router.exceptions.UnsatisfiedRouteException;

import org.jspecify.annotations.Nullable;

import java.io.EOFException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;

/// What the framework finds wrong with a request, in our words.
final class Refusals {

    private Refusals() {}

    /// The answer where the caller is at fault; null where the failure is ours.
    static @Nullable MutableHttpResponse<String> of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnrecognizedPropertyException it) {
                return strange(it);
            }
        }
        return told(failure);
    }

    /// A misspelt field would be taken for one that is left out.
    private static MutableHttpResponse<String> strange(UnrecognizedPropertyException fault) {
        var known = fault.getKnownPropertyIds().stream().map(String::valueOf).toList();
        return Problem.of(
                HttpStatus.UNPROCESSABLE_ENTITY,
                JsonFields.strange(fault.getPropertyName(), known));
    }

    private static @Nullable MutableHttpResponse<String> told(Throwable failure) {
        return switch (failure) {
            case Problem.Raised it -> raised(it);
            case NotAllowedException it -> method(it);
            case UnsupportedMediaException it ->
                    Problem.of(
                            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                            "the body came as '%s'".formatted(Documents.cut(it.getContentType())),
                            "send JSON, with 'Content-Type: application/json'");
            case ContentLengthExceededException _, BufferLengthExceededException _ ->
                    Problem.of(
                            HttpStatus.REQUEST_ENTITY_TOO_LARGE,
                            "the body is larger than what is read");
            case ConversionErrorException it -> unreadable(it);
            case UnsatisfiedRouteException it ->
                    Problem.of(
                            HttpStatus.UNPROCESSABLE_ENTITY, missing(it.getArgument().getName()));
            case JsonSyntaxException _, JsonProcessingException _, CodecException _ -> notJson();
            case UriSyntaxException _, URISyntaxException _ -> notAddress();
            case IllegalCharsetNameException _, UnsupportedCharsetException _ ->
                    Problem.of(
                            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                            "the body came in letters of another kind than UTF-8",
                            "send JSON, with 'Content-Type: application/json'");
            // Its sender went away; nobody reads the answer.
            case EOFException _ ->
                    Problem.of(HttpStatus.BAD_REQUEST, "the body ended before all of it had come");
            case UncheckedIOException _ ->
                    Problem.of(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            "the service cannot store this now",
                            "try again in a while; its operator finds the cause in the log");
            case HttpStatusException it -> Problem.of(it.getStatus(), it.getStatus().getReason());
            default -> whileReading(failure) ? shape() : null;
        };
    }

    /// Whether it happened while the framework made an object of a body: it throws what it likes
    /// where the body is a number or a word.
    private static boolean whileReading(Throwable failure) {
        return Arrays.stream(failure.getStackTrace())
                .anyMatch(it -> it.getClassName().equals(JacksonDatabindMapper.class.getName()));
    }

    private static MutableHttpResponse<String> method(NotAllowedException refusal) {
        var allowed = String.join(", ", refusal.getAllowedMethods().stream().sorted().toList());
        return Problem.of(
                        HttpStatus.METHOD_NOT_ALLOWED,
                        "'%s' is not for this address".formatted(refusal.getRequestMethod()),
                        "it takes " + allowed)
                .header("Allow", allowed);
    }

    private static MutableHttpResponse<String> unreadable(ConversionErrorException fault) {
        var argument = fault.getArgument();
        var wanted = argument.getType();
        if (wanted == int.class || wanted == long.class) {
            var given = fault.getConversionError().getOriginalValue().map(Object::toString);
            return Problem.of(
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    "'%s' is a whole number, and this is '%s'"
                            .formatted(argument.getName(), Documents.cut(given.orElse(""))));
        }
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof com.fasterxml.jackson.core.JsonParseException) {
                return notJson();
            }
        }
        return shape();
    }

    private static MutableHttpResponse<String> shape() {
        return Problem.of(
                HttpStatus.UNPROCESSABLE_ENTITY,
                "the body has another shape than this address takes",
                "the API's document at /openapi.json shows the right one");
    }

    private static MutableHttpResponse<String> notAddress() {
        return Problem.of(
                HttpStatus.BAD_REQUEST,
                "the address is not a URI",
                "write what is no letter or digit as percent and two digits, such as %20");
    }

    private static String missing(String name) {
        return "'%s' is missing".formatted(name);
    }

    private static MutableHttpResponse<String> notJson() {
        return Problem.of(
                HttpStatus.BAD_REQUEST, "the body is not JSON", "send one JSON object in UTF-8");
    }

    private static MutableHttpResponse<String> raised(Problem.Raised it) {
        var problem = Problem.of(it.status(), String.valueOf(it.getMessage()));
        return it.status() == HttpStatus.SERVICE_UNAVAILABLE
                ? problem.header("Retry-After", "5")
                : problem;
    }
}
