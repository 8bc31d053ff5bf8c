package dev.muster.api;

import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/// Tells browsers to keep to what this service sends: no foreign scripts, frames or guesses.
@ServerFilter("/**")
final class SafeHeaders {

    @ResponseFilter
    void add(MutableHttpResponse<?> response) {
        response.header(
                "Content-Security-Policy",
                "default-src 'self'; img-src 'self' data:;"
                        + " object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action"
                        + " 'self'");
        response.header("X-Content-Type-Options", "nosniff");
        response.header("Referrer-Policy", "no-referrer");
    }
}
