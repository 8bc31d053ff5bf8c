package dev.muster.simulation.pages;

import dev.muster.simulation.checks.Checks;
import dev.muster.simulation.http.Access;
import dev.muster.simulation.http.Answer;
import dev.muster.simulation.http.Refusal;
import dev.muster.simulation.http.Request;
import dev.muster.simulation.http.Routes;
import dev.muster.simulation.repos.Commit;
import dev.muster.simulation.repos.FileChange;
import dev.muster.simulation.repos.Repo;
import dev.muster.simulation.repos.Repos;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A commit, and a file as it was then with the lines marked that an address names.
final class CodePages {

    private static final String HERE = "GET /{owner}/{repo}";
    private static final int SHORT = 9;

    private final Repos repos;
    private final Checks checks;

    CodePages(Repos repos, Checks checks) {
        this.repos = repos;
        this.checks = checks;
    }

    void mount(Routes routes) {
        routes.add(HERE + "/commit/{ref}", Access.ANYONE, this::commit);
        routes.add(HERE + "/blob/{ref}/{path*}", Access.ANYONE, this::file);
    }

    private Answer commit(Request request) {
        var repo = repos.of(request);
        var commit = repo.git().read().commit(named(repo, request));
        var subject = commit.message().lines().findFirst().orElse("");
        var content =
                """
                <p>%s</p>
                <h1>%s</h1>
                <p><b>%s</b> <span class="dim">%s</span> <code>%s</code></p>
                <pre>%s</pre>
                <div class="box">%s</div>
                <h2>Files</h2><div class="box">%s</div>
                """
                        .formatted(
                                Html.link("/" + repo.fullName(), repo.fullName()),
                                Html.escape(subject),
                                Html.escape(commit.author()),
                                commit.at(),
                                commit.sha(),
                                Html.escape(commit.message()),
                                new ChecksView(checks.runs(repo, commit.sha()), "").headline(),
                                files(repo, commit));
        return Html.page(subject, content);
    }

    private static String files(Repo repo, Commit commit) {
        if (commit.parents().isEmpty()) {
            return "<div class=\"dim\">The first commit</div>";
        }
        return repo.git().read().diff(commit.parents().getFirst(), commit.sha()).stream()
                .map(it -> file(repo, commit.sha(), it))
                .collect(Collectors.joining());
    }

    private static String file(Repo repo, String sha, FileChange change) {
        var to = "/%s/blob/%s/%s".formatted(repo.fullName(), sha, change.pathInAddress());
        return "<div>%s <span class=\"good\">+%d</span> <span class=\"bad\">−%d</span></div>"
                .formatted(
                        change.status().equals("removed")
                                ? Html.escape(change.path())
                                : Html.link(to, change.path()),
                        change.additions(),
                        change.deletions());
    }

    private Answer file(Request request) {
        var repo = repos.of(request);
        var sha = named(repo, request);
        var path = request.at("path");
        var content =
                """
                <p>%s</p>
                <h1><code>%s</code></h1>
                <p class="dim">as of %s</p>
                <pre class="lines">%s</pre>
                """
                        .formatted(
                                Html.link("/" + repo.fullName(), repo.fullName()),
                                Html.escape(path),
                                Html.link(
                                        "/%s/commit/%s".formatted(repo.fullName(), sha),
                                        sha.substring(0, SHORT)),
                                lines(text(repo, sha, path)));
        return Html.fixed(path, content);
    }

    private static String text(Repo repo, String sha, String path) {
        var entry = repo.git().read().entry(sha, path);
        var bytes = entry == null ? null : repo.git().read().bytes(entry.sha());
        if (bytes == null) {
            throw Refusal.notFound();
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String lines(String text) {
        var lines = text.lines().toList();
        return IntStream.range(0, lines.size())
                .mapToObj(
                        it ->
                                "<span id=\"L%d\">%s</span>"
                                        .formatted(it + 1, Html.escape(lines.get(it))))
                .collect(Collectors.joining());
    }

    private static String named(Repo repo, Request request) {
        var sha = repo.git().read().resolve(request.at("ref"));
        if (sha == null) {
            throw Refusal.notFound();
        }
        return sha;
    }
}
