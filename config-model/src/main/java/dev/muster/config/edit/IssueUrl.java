package dev.muster.config.edit;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URISyntaxException;

/// What may stand as an issue's address in a comment: nothing that could end the comment.
final class IssueUrl {

    private static final int LONGEST = 2_000;

    private IssueUrl() {}

    /// Says what is wrong with an address, or null.
    static @Nullable String fault(String url) {
        if (url.length() > LONGEST) {
            return "the issue's address is longer than %d characters".formatted(LONGEST);
        }
        if (!url.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            return "the issue's address may hold only printable ASCII characters and no spaces";
        }
        try {
            var uri = new URI(url);
            var web =
                    "https".equalsIgnoreCase(uri.getScheme())
                            || "http".equalsIgnoreCase(uri.getScheme());
            return web && uri.getHost() != null
                    ? null
                    : "the issue's address '%s' does not begin with https://host".formatted(url);
        } catch (URISyntaxException e) {
            return "the issue's address '%s' is not a URL".formatted(url);
        }
    }
}
