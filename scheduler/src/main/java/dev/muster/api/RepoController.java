package dev.muster.api;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/// Repositories, the grid, its rows and its columns.
@Controller("/api/v1/repos")
@ExecuteOn(TaskExecutors.BLOCKING)
final class RepoController {

    private static final int MOST_COMMITS = 200;
    private static final int MOST_RECORDED = 10_000;

    private final Reads reads;
    private final Callers callers;
    private final Visitors visitors;
    private final Questions questions;

    RepoController(Reads reads, Callers callers, Visitors visitors, Questions questions) {
        this.reads = reads;
        this.callers = callers;
        this.visitors = visitors;
        this.questions = questions;
    }

    @Get
    HttpResponse<String> repositories(HttpRequest<?> request) {
        var person = callers.person(request);
        if (person.isPresent()) {
            return HttpResponse.ok(visitors.own(reads.repositories(), person.get()).toString())
                    .header("Cache-Control", "no-store");
        }
        return Documents.tagged(request, reads.version(), () -> reads.repositories().toString());
    }

    @Get("/{owner}/{repo}")
    HttpResponse<String> repository(HttpRequest<?> request, String owner, String repo) {
        var slug = Documents.repo(owner, repo);
        return Documents.tagged(
                request,
                reads.version(),
                () -> Documents.found(reads.repository(slug), "repository '%s'".formatted(slug)));
    }

    /// A line each, as `muster simulate` replays them.
    @Get("/{owner}/{repo}/history")
    HttpResponse<String> recorded(
            String owner,
            String repo,
            @Nullable @QueryValue String branch,
            @QueryValue(defaultValue = "1000") int commits) {
        var slug = Documents.repo(owner, repo);
        if (commits < 1 || commits > MOST_RECORDED) {
            throw Problem.bad(
                    "'commits' is 1 to %d, and this is %d".formatted(MOST_RECORDED, commits));
        }
        var lines =
                questions.fetch(
                        () ->
                                reads.recorded(slug, branch, commits)
                                        .orElseThrow(() -> Problem.notFound("such branch")),
                        "fewer commits");
        return HttpResponse.ok(lines)
                .contentType(MediaType.of("application/x-ndjson"))
                .header("Cache-Control", "no-cache");
    }

    @Get("/{owner}/{repo}/grid")
    HttpResponse<String> grid(
            HttpRequest<?> request,
            String owner,
            String repo,
            @Nullable @QueryValue String branch,
            @QueryValue(defaultValue = "100") int commits,
            @Nullable @QueryValue String cursor) {
        var slug = Documents.repo(owner, repo);
        if (commits < 1 || commits > MOST_COMMITS) {
            throw Problem.bad(
                    "'commits' is 1 to %d, and this is %d".formatted(MOST_COMMITS, commits));
        }
        return Documents.tagged(
                request,
                reads.version(),
                () ->
                        Documents.found(
                                reads.grid(slug, branch, commits, Documents.cursor(cursor)),
                                slug,
                                branch));
    }

    @Get("/{owner}/{repo}/commits/{sha}")
    String commit(String owner, String repo, String sha, @Nullable @QueryValue String branch) {
        return Documents.found(
                reads.commit(Documents.repo(owner, repo), branch, sha),
                "commit '%s' on that branch".formatted(Documents.cut(sha)));
    }

    @Get("/{owner}/{repo}/commits/{sha}/targets/{name}")
    String cell(
            String owner,
            String repo,
            String sha,
            String name,
            @Nullable @QueryValue String branch) {
        return Documents.found(
                reads.cell(Documents.repo(owner, repo), branch, sha, name),
                "target '%s' on commit '%s'".formatted(Documents.cut(name), Documents.cut(sha)));
    }

    @Get("/{owner}/{repo}/targets/{name}")
    String target(String owner, String repo, String name, @Nullable @QueryValue String branch) {
        return Documents.found(
                reads.target(Documents.repo(owner, repo), branch, name),
                "target '%s'".formatted(Documents.cut(name)));
    }

    @Get("/{owner}/{repo}/targets/{name}/history")
    String history(
            String owner,
            String repo,
            String name,
            @Nullable @QueryValue String branch,
            @QueryValue(defaultValue = "50") int limit,
            @Nullable @QueryValue String cursor) {
        if (limit < 1 || limit > MOST_COMMITS) {
            throw Problem.bad("'limit' is 1 to %d, and this is %d".formatted(MOST_COMMITS, limit));
        }
        return Documents.found(
                reads.history(
                        Documents.repo(owner, repo), branch, name, limit, Documents.cursor(cursor)),
                "target '%s'".formatted(Documents.cut(name)));
    }
}
