package dev.muster.api;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/// The dashboard's files. Every address that is neither a file nor the API's is the application's
/// own, so that a view can be sent to somebody.
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
final class PagesController {

    private final Assets assets = new Assets();

    @Get("/{+path:.*}")
    HttpResponse<?> page(
            HttpRequest<?> request, @Nullable String path, @Nullable @QueryValue String branch) {
        var name = path == null || path.isEmpty() ? "index.html" : path;
        var asset = assets.find(name);
        if (asset == null && belongsToTheApplication(request, name)) {
            asset = assets.find("index.html");
            if (asset == null) {
                return HttpResponse.ok(HINT).contentType(MediaType.TEXT_HTML);
            }
        }
        if (asset == null) {
            return Problem.of(HttpStatus.NOT_FOUND, "there is nothing at this address");
        }
        var answer =
                EntityTags.known(request, asset.tag())
                        ? HttpResponse.notModified().header(HttpHeaders.ETAG, asset.tag())
                        : asset.answer(request.getHeaders().get(HttpHeaders.ACCEPT_ENCODING));
        if (asset.name().equals("index.html")) {
            answer.header(HttpHeaders.LINK, Ahead.link(asset.text(), name, branch));
        }
        return answer;
    }

    private static final String HINT =
            """
            <!doctype html><html lang="en"><meta charset="utf-8"><title>Muster</title>
            <body>
            <h1>Muster runs</h1><p>It was built without the dashboard's pages: npm was not installed, or Node was too old.
            The API is at <a href="/api/v1/repos">/api/v1/repos</a>.</p></body></html>
            """;

    private static boolean belongsToTheApplication(HttpRequest<?> request, String name) {
        var last = name.substring(name.lastIndexOf('/') + 1);
        return !name.startsWith("api/")
                && (name.equals("index.html")
                        || name.startsWith("r/")
                        || name.startsWith("repos/")
                        || !last.contains("."))
                && request.getHeaders().accept().stream()
                        .anyMatch(
                                it ->
                                        it.getName().equals(MediaType.TEXT_HTML)
                                                || it.getName().equals(MediaType.ALL));
    }
}
