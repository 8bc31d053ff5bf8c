package dev.muster.cli.actions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Asks GitHub for a token that proves which job this is. The token is handed on and never shown.
final class IdentityTokens {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final URI address;
    private final String secret;
    private final HttpClient client;

    /// @param url as `ACTIONS_ID_TOKEN_REQUEST_URL` has it
    /// @param secret as `ACTIONS_ID_TOKEN_REQUEST_TOKEN` has it
    /// @param audience whom the token is for
    IdentityTokens(String url, String secret, String audience, HttpClient client) {
        this.address =
                URI.create(
                        "%s%saudience=%s"
                                .formatted(
                                        url,
                                        url.contains("?") ? "&" : "?",
                                        URLEncoder.encode(audience, StandardCharsets.UTF_8)));
        this.secret = secret;
        this.client = client;
    }

    /// A new token.
    ///
    /// @throws IOException in words that hold no secret
    String fetch() throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(address)
                        .timeout(PATIENCE)
                        .header("Authorization", "Bearer " + secret)
                        .header("Accept", "application/json")
                        .GET()
                        .build();
        var answer = client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(
                    "GitHub answered %d when asked for a token".formatted(answer.statusCode()));
        }
        try {
            var token = new ObjectMapper().readTree(answer.body()).path("value").asText();
            if (token.isBlank() || token.chars().anyMatch(c -> c <= ' ' || c > '~')) {
                throw new IOException("GitHub answered without a token");
            }
            return token;
        } catch (JsonProcessingException e) {
            throw new IOException("GitHub answered something else than a token");
        }
    }
}
