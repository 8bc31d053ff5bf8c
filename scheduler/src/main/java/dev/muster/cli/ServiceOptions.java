package dev.muster.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

import dev.muster.wiring.Environment;
import dev.muster.wiring.StartFailure;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/// Which service is asked, and with which right.
final class ServiceOptions {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int HIGHEST_PORT = 65_535;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "The service. Default: MUSTER_URL, or http://localhost:8080. Its admin token"
                            + " comes from MUSTER_ADMIN_TOKEN; on the service's own machine none is"
                            + " needed.")
    private @Nullable String url;

    /// Sends a request.
    ///
    /// @param body null: none
    /// @return the answer's document
    JsonNode send(String method, String path, @Nullable String body) throws InterruptedException {
        var environment = SettingsOption.here();
        var address = address(environment);
        var request = HttpRequest.newBuilder(uri(address, path)).timeout(PATIENCE);
        request.method(
                method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        request.header("Content-Type", "application/json");
        var token = token(environment);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try (var client = HttpClient.newHttpClient()) {
            return answer(address, client.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UsageFault(
                    "'%s' gives no answer; start it with 'muster serve', or name another with --url"
                            .formatted(address));
        }
    }

    private String address(Environment environment) {
        if (url != null) {
            return url;
        }
        return environment
                .text("MUSTER_URL")
                .orElseGet(
                        () -> "http://localhost:" + environment.text("MUSTER_PORT").orElse("8080"));
    }

    /// The address of something of a service's.
    static URI uri(String address, String path) {
        try {
            var uri = URI.create(address.replaceAll("/+$", "") + path);
            var scheme = uri.getScheme();
            if (uri.getHost() != null
                    && uri.getPort() <= HIGHEST_PORT
                    && uri.getQuery() == null
                    && ("https".equals(scheme) || "http".equals(scheme))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw new UsageFault(
                "'%s' is not the address of a service, such as https://muster.example.org"
                        .formatted(address));
    }

    private static @Nullable String token(Environment environment) {
        try {
            var token = environment.secret("MUSTER_ADMIN_TOKEN");
            if (token != null && !token.matches("[\\x21-\\x7e]+")) {
                throw new UsageFault(
                        "MUSTER_ADMIN_TOKEN holds more than a token: spaces, line breaks or letters"
                                + " that no header takes");
            }
            return token;
        } catch (StartFailure e) {
            throw new UsageFault(e.why());
        }
    }

    private static JsonNode answer(String address, HttpResponse<String> answer) {
        var document = document(answer.body());
        if (answer.statusCode() / 100 == 2) {
            if (!answer.body().isEmpty() && !document.isObject()) {
                throw new UsageFault(
                        "'%s' answers, but not as a muster does; name another address with --url"
                                .formatted(address));
            }
            return document;
        }
        var detail = document.path("detail").asText();
        throw new UsageFault(
                detail.isEmpty() ? "the service answered " + answer.statusCode() : detail);
    }

    private static JsonNode document(String body) {
        try {
            return MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
