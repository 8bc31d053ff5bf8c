package dev.muster.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;

import org.jspecify.annotations.Nullable;

/// Refuses addresses with the character 0, which no name holds and not every database takes.
@ServerFilter("/api/**")
final class AddressLimit {

    @RequestFilter
    @Nullable HttpResponse<?> check(HttpRequest<?> request) {
        return request.getUri().toString().contains("%00")
                ? Problem.of(HttpStatus.BAD_REQUEST, "no name holds the character 0")
                : null;
    }
}
