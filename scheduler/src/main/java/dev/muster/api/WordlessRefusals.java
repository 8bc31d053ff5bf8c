package dev.muster.api;

import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/// Gives words to what the framework refuses without any, such as a request that a page of another
/// site makes to a service of this machine. It comes before the filters that refuse.
@ServerFilter("/**")
@Order(Ordered.HIGHEST_PRECEDENCE)
final class WordlessRefusals {

    @ResponseFilter
    void tell(HttpRequest<?> request, MutableHttpResponse<?> response) {
        if (response.code() < HttpStatus.BAD_REQUEST.getCode()
                || response.getBody().isPresent()
                || request.getMethod() == HttpMethod.HEAD) {
            return;
        }
        var status = response.status();
        var origin = request.getHeaders().get("Origin");
        var detail =
                status == HttpStatus.FORBIDDEN && origin != null
                        ? "pages of '%s' may not ask this service".formatted(Documents.cut(origin))
                        : status.getReason();
        response.contentType("application/problem+json");
        response.body(Problem.of(status, detail).body());
    }
}
