package dev.muster.api;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/// The API's own description: the OpenAPI document, and a page that shows it and asks nobody else.
@Controller
final class ReferenceController {

    private final byte[] document = read("openapi.json");
    private final byte[] page = read("reference.html");
    private final byte[] style = read("reference.css");
    private final byte[] script = read("reference.js");

    @Get("/openapi.json")
    HttpResponse<byte[]> document() {
        return answer(document, MediaType.APPLICATION_JSON);
    }

    @Get("/docs/api")
    HttpResponse<byte[]> page() {
        return answer(page, "text/html; charset=utf-8");
    }

    @Get("/docs/api/reference.css")
    HttpResponse<byte[]> style() {
        return answer(style, "text/css; charset=utf-8");
    }

    @Get("/docs/api/reference.js")
    HttpResponse<byte[]> script() {
        return answer(script, "text/javascript; charset=utf-8");
    }

    private static HttpResponse<byte[]> answer(byte[] bytes, String type) {
        return HttpResponse.ok(bytes)
                .contentType(MediaType.of(type))
                .header("Cache-Control", "no-cache");
    }

    private static byte[] read(String name) {
        var address = "/dev/muster/api/" + name;
        try (var in =
                Objects.requireNonNull(
                        ReferenceController.class.getResourceAsStream(address), address)) {
            return in.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
