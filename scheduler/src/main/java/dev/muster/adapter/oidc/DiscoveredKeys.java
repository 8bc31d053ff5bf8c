package dev.muster.adapter.oidc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.jwk.JWKSet;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Objects;

/// Asks the issuer itself: its discovery document says where its keys are.
final class DiscoveredKeys implements KeySource {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_BYTES = 1 << 20;

    private final String issuer;
    private final HttpClient client;

    DiscoveredKeys(String issuer, HttpClient client) {
        this.issuer = issuer;
        this.client = client;
    }

    @Override
    public JWKSet fetch() throws Unreachable {
        var discovery = URI.create(issuer + "/.well-known/openid-configuration");
        var keys = keys(discovery, read(discovery));
        try {
            return JWKSet.parse(read(keys));
        } catch (ParseException e) {
            throw new Unreachable("'%s' answers no set of keys".formatted(keys));
        }
    }

    /// The keys are the issuer's own only where the issuer itself serves them.
    private URI keys(URI discovery, String document) throws Unreachable {
        try {
            var json = new ObjectMapper().readTree(document);
            var keys = URI.create(json.path("jwks_uri").asText());
            if (json.path("issuer").asText().equals(issuer)
                    && Objects.equals(keys.getScheme(), discovery.getScheme())
                    && Objects.equals(keys.getAuthority(), discovery.getAuthority())) {
                return keys;
            }
        } catch (JsonProcessingException | IllegalArgumentException e) {
            // told below
        }
        throw new Unreachable("'%s' does not describe the issuer".formatted(discovery));
    }

    private String read(URI address) throws Unreachable {
        var request = HttpRequest.newBuilder(address).timeout(PATIENCE).GET().build();
        try {
            var answer = client.send(request, BodyHandlers.ofInputStream());
            try (var body = answer.body()) {
                var bytes = body.readNBytes(MOST_BYTES);
                if (answer.statusCode() != 200) {
                    throw new Unreachable(
                            "'%s' answered %d".formatted(address, answer.statusCode()));
                }
                return new String(bytes, StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new Unreachable("'%s' gave no answer: %s".formatted(address, e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unreachable("asking '%s' was interrupted".formatted(address));
        }
    }
}
