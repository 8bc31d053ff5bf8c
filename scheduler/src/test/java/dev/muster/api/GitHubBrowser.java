package dev.muster.api;

import dev.muster.simulation.GitHubSimulation;
import dev.muster.wiring.RunningApi;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// A browser without a screen: keeps cookies, follows nobody unasked.
final class GitHubBrowser {

    private final RunningApi api;
    private final GitHubSimulation github;
    private final HttpClient http = HttpClient.newHttpClient();
    final Map<String, String> cookies = new LinkedHashMap<>();

    GitHubBrowser(RunningApi api, GitHubSimulation github) {
        this.api = api;
        this.github = github;
    }

    /// Begins to sign in.
    ///
    /// @return GitHub's question
    URI leave(String back) {
        return location(get("/auth/github?back=" + back));
    }

    /// Answers GitHub's question.
    ///
    /// @param login who; `-`: nobody
    /// @return where GitHub sends the browser
    URI answer(URI question, String login) {
        return location(send("GET", URI.create(question + "&as=" + login), null, false));
    }

    /// Goes where GitHub sent it.
    HttpResponse<String> comeBack(URI address) {
        return send("GET", address, null, true);
    }

    /// Signs in.
    ///
    /// @return where it goes on
    String signIn(String login) {
        return location(comeBack(answer(leave("/r/acme/harbour"), login))).toString();
    }

    HttpResponse<String> get(String path) {
        return send("GET", api.uri(path), null, true);
    }

    /// A page of the service writes.
    HttpResponse<String> write(String method, String path, String body) {
        return send(method, api.uri(path), body, true);
    }

    /// Who the service says that this is, and what.
    String session(String repo) {
        var session = ApiTestCase.json(get("/api/v1/session?repo=" + repo));
        return session.path("who").asText("nobody") + " " + session.path("role").asText();
    }

    private HttpResponse<String> send(
            String method, URI address, @Nullable String body, boolean here) {
        var request =
                HttpRequest.newBuilder(address)
                        .method(
                                method,
                                body == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body));
        if (here && !cookies.isEmpty()) {
            request.header("Cookie", kept());
        }
        if (!method.equals("GET")) {
            request.header("Content-Type", "application/json");
            request.header("Origin", api.uri("").toString());
        }
        try {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            if (here) {
                answer.headers().allValues("Set-Cookie").forEach(this::keep);
            }
            return answer;
        } catch (IOException broken) {
            throw new IllegalStateException(address + " got no answer", broken);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private String kept() {
        return cookies.entrySet().stream()
                .map(it -> it.getKey() + "=" + it.getValue())
                .collect(Collectors.joining("; "));
    }

    private void keep(String cookie) {
        var pair = cookie.replaceAll(";.*", "").split("=", 2);
        if (cookie.contains("Max-Age=0")) {
            cookies.remove(pair[0]);
        } else {
            cookies.put(pair[0], pair[1]);
        }
    }

    private static URI location(HttpResponse<String> answer) {
        return URI.create(
                answer.headers()
                        .firstValue("Location")
                        .orElseThrow(
                                () ->
                                        new AssertionError(
                                                answer.statusCode() + " " + answer.body())));
    }

    /// The GitHub that people sign in with.
    GitHubSimulation github() {
        return github;
    }
}
