package dev.muster.cli.app;

import java.net.URI;
import java.util.Optional;

/// A GitHub: github.com, one with its own name below ghe.com, or an Enterprise Server.
///
/// @param web where people use it, without a slash at its end
/// @param api its REST API
/// @param issuer who signs the identity tokens of its jobs
public record GitHubPlace(URI web, URI api, URI issuer) {

    private static final String PUBLIC = "github.com";
    private static final String RESIDENCY = ".ghe.com";

    /// The one whose pages are there; nothing where the text is no address of pages.
    ///
    /// @param text such as `https://github.com`
    public static Optional<GitHubPlace> of(String text) {
        URI web;
        try {
            web = URI.create(text.replaceAll("/+$", ""));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        var host = web.getHost();
        var plain = web.getQuery() == null && web.getFragment() == null && path(web).isEmpty();
        if (host == null || !plain || !("https".equals(web.getScheme()) || isLoopback(web))) {
            return Optional.empty();
        }
        if (host.equals(PUBLIC) || host.endsWith(RESIDENCY)) {
            return Optional.of(
                    new GitHubPlace(
                            web,
                            URI.create("https://api." + host),
                            URI.create(
                                    "https://token.actions."
                                            + (host.equals(PUBLIC)
                                                    ? "githubusercontent.com"
                                                    : host))));
        }
        return Optional.of(
                new GitHubPlace(
                        web, URI.create(web + "/api/v3"), URI.create(web + "/_services/token")));
    }

    /// The same with another API, such as a stand-in's.
    public GitHubPlace withApi(URI other) {
        return new GitHubPlace(web, other, issuer);
    }

    /// Whether nothing about it has to be said in the settings.
    boolean isPublic() {
        return PUBLIC.equals(web.getHost()) && api.equals(URI.create("https://api." + PUBLIC));
    }

    /// Whether an address is one of this machine's own.
    public static boolean isLoopback(URI address) {
        var host = address.getHost();
        return host != null
                && (host.equals("localhost") || host.equals("[::1]") || host.startsWith("127."));
    }

    private static String path(URI address) {
        var path = address.getPath();
        return path == null ? "" : path;
    }
}
