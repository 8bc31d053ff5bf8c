package dev.muster.api;

import org.jspecify.annotations.Nullable;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a page will ask for, so that the browser fetches it before it reads the page: first the
/// script, which takes longest to be read, then what the script asks for. An address must be what
/// the page writes, letter for letter, or it is fetched twice.
final class Ahead {

    /// A repository's views: names that need no encoding, which is all that GitHub allows.
    private static final Pattern VIEW =
            Pattern.compile("r/([A-Za-z0-9_.-]{1,100})/([A-Za-z0-9_.-]{1,100})(/?|/[^\\r\\n]*)");

    private static final Pattern SCRIPT = Pattern.compile(" src=\"(/assets/[\\w.-]+\\.js)\"");

    private static final Pattern STYLE = Pattern.compile(" href=\"(/assets/[\\w.-]+\\.css)\"");

    private Ahead() {}

    /// The value of the `Link` header of a page.
    ///
    /// @param html the page, as the build wrote it
    /// @param path the page's, without its first slash
    /// @param branch that the page is asked for; null: the default branch
    static String link(String html, String path, @Nullable String branch) {
        var view = VIEW.matcher(path);
        return Stream.of(
                        named(SCRIPT, html).map("<%s>; rel=modulepreload; crossorigin"::formatted),
                        named(STYLE, html)
                                .map("<%s>; rel=preload; as=style; crossorigin"::formatted),
                        documents(view.matches() ? view : null, branch)
                                .map("<%s>; rel=preload; as=fetch; crossorigin"::formatted))
                .flatMap(it -> it)
                .collect(Collectors.joining(", "));
    }

    private static Stream<String> named(Pattern file, String html) {
        return file.matcher(html).results().map(it -> it.group(1));
    }

    private static Stream<String> documents(@Nullable Matcher view, @Nullable String branch) {
        if (view == null) {
            return Stream.of("/api/v1/repos", "/api/v1/session");
        }
        var owner = view.group(1);
        var repo = view.group(2);
        var session = "/api/v1/session?repo=%s%%2F%s".formatted(owner, repo);
        return view.group(3).length() <= 1
                ? Stream.of("/api/v1/repos", session, grid(owner, repo, branch))
                : Stream.of("/api/v1/repos", session);
    }

    private static String grid(String owner, String repo, @Nullable String branch) {
        return "/api/v1/repos/%s/%s/grid?%scommits=100"
                .formatted(
                        owner,
                        repo,
                        branch == null || branch.isEmpty()
                                ? ""
                                : "branch="
                                        + URLEncoder.encode(branch, StandardCharsets.UTF_8)
                                        + "&");
    }
}
