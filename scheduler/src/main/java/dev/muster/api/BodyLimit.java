package dev.muster.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;

import org.jspecify.annotations.Nullable;

/// Refuses bodies that are larger than any that the API has use for. GitHub's deliveries, which may
/// be larger, do not come to the API.
@ServerFilter("/api/**")
final class BodyLimit {

    private static final long MOST = 8L << 20;

    @RequestFilter
    @Nullable HttpResponse<?> check(HttpRequest<?> request) {
        return request.getContentLength() > MOST
                ? Problem.of(
                        HttpStatus.REQUEST_ENTITY_TOO_LARGE,
                        "the body is larger than 8 MiB, the most that is read")
                : null;
    }
}
