package dev.muster.api;

import dev.muster.digest.Digest;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

import java.util.Arrays;

/// Spares whoever reads again a document that has not changed. Lists and the grid know from the
/// newest event that they have not, see [Documents#tagged]; what is answered otherwise is compared.
@ServerFilter("/api/v1/**")
final class EntityTags {

    private static final int DIGITS = 16;

    @ResponseFilter
    void add(HttpRequest<?> request, MutableHttpResponse<?> response) {
        if (request.getMethod() != HttpMethod.GET
                || response.code() != HttpStatus.OK.getCode()
                || response.getHeaders().contains("ETag")
                || response.getHeaders().get("Cache-Control", String.class, "").equals("no-store")
                || !(response.body() instanceof String document)) {
            return;
        }
        var tag = "\"%s\"".formatted(Digest.of(document).hex(DIGITS));
        response.header("ETag", tag);
        if (!response.getHeaders().contains("Cache-Control")) {
            response.header("Cache-Control", "no-cache");
        }
        if (known(request, tag)) {
            response.status(HttpStatus.NOT_MODIFIED).body(null);
        }
    }

    /// Whether the asker has the document of this tag: one of several that it names, and whether a
    /// proxy has made it weak.
    static boolean known(HttpRequest<?> request, String tag) {
        return request.getHeaders().getAll("If-None-Match").stream()
                .flatMap(it -> Arrays.stream(it.split(",")))
                .map(String::strip)
                .anyMatch(it -> it.equals("*") || strong(it).equals(strong(tag)));
    }

    private static String strong(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }
}
