package dev.muster.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;

import org.jspecify.annotations.Nullable;

/// Refuses addresses with a character 0: no name has one, and no store takes one.
@ServerFilter("/**")
final class PlainAddress {

    @RequestFilter
    @Nullable HttpResponse<?> check(HttpRequest<?> request) {
        return request.getUri().toString().contains("%00")
                ? Problem.of(HttpStatus.BAD_REQUEST, "the address holds the character 0")
                : null;
    }
}
