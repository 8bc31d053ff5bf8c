package dev.muster.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Every error of the API: a problem document as RFC 9457 describes it.
final class Problem {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Problem() {}

    static MutableHttpResponse<String> of(HttpStatus status, String detail) {
        return of(status, detail, null);
    }

    /// @param detail what is wrong, in a sentence for the caller
    /// @param hint what would be right; null where that is not known
    static MutableHttpResponse<String> of(HttpStatus status, String detail, @Nullable String hint) {
        var document = document(status, detail);
        if (hint != null) {
            document.put("hint", hint);
        }
        return answer(status, document);
    }

    /// @param more what goes with it, beside what every problem has
    static MutableHttpResponse<String> with(HttpStatus status, String detail, ObjectNode more) {
        return answer(status, document(status, detail).setAll(more));
    }

    /// @param faults everything that is wrong, a sentence each; at least one
    static MutableHttpResponse<String> of(HttpStatus status, List<String> faults) {
        var document = document(status, String.join("; ", faults));
        faults.forEach(document.putArray("faults")::add);
        return answer(status, document);
    }

    /// What every problem has.
    private static ObjectNode document(HttpStatus status, String detail) {
        return MAPPER.createObjectNode()
                .put("type", "about:blank")
                .put("title", status.getReason())
                .put("status", status.getCode())
                .put("detail", detail);
    }

    private static MutableHttpResponse<String> answer(HttpStatus status, ObjectNode document) {
        return HttpResponse.<String>status(status)
                .contentType("application/problem+json")
                .body(document.toString());
    }

    /// The request names what does not exist; thrown by controllers, answered by [ProblemHandlers].
    static final class Raised extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final HttpStatus status;

        Raised(HttpStatus status, String detail) {
            super(detail, null, false, false);
            this.status = status;
        }

        HttpStatus status() {
            return status;
        }
    }

    static Raised notFound(String what) {
        return new Raised(HttpStatus.NOT_FOUND, "there is no " + what);
    }

    static Raised bad(String what) {
        return new Raised(HttpStatus.UNPROCESSABLE_ENTITY, what);
    }
}
