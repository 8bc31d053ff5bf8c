package dev.muster.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;

import dev.muster.simulation.GitHubSimulation;
import dev.muster.testkit.SharedKeys;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.regex.Pattern;

/// What a reader finds at github.com, and the reader's browser there.
final class StandInGitHub implements AutoCloseable {

    private static final Pattern FORM =
            Pattern.compile(
                    "(?s)<form method=\"post\" action=\"([^\"]*)\">.*name=\"manifest\""
                            + " value=\"([^\"]*)\"");

    private final GitHubSimulation github =
            GitHubSimulation.start(Clock.systemUTC(), SharedKeys.row());
    private final HttpClient browser = HttpClient.newHttpClient();

    /// What a command must be told besides, to come here.
    String options() {
        return " --no-open --github %1$s --api %1$s".formatted(github.url());
    }

    /// As the reader would have read it.
    String said(String output) {
        return output.replace(github.url().toString(), "https://github.com")
                .replace(github.url().getAuthority(), "github.com");
    }

    /// Confirms the App that a page asks for.
    void confirm(String page) throws IOException, InterruptedException {
        var form = FORM.matcher(get(page));
        assertThat(form.find()).as("%s has a form", page).isTrue();
        var manifest = new ObjectMapper().readTree(plain(form.group(2)));
        var state = URI.create(plain(form.group(1))).getQuery();
        get(
                "%s?code=%s&%s"
                        .formatted(
                                manifest.path("redirect_url").asText(),
                                github.confirmManifest(manifest),
                                state));
    }

    private String get(String address) throws IOException, InterruptedException {
        var answer =
                browser.send(
                        HttpRequest.newBuilder(URI.create(address)).build(),
                        BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static String plain(String html) {
        return html.replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&");
    }

    @Override
    public void close() {
        browser.close();
        github.close();
    }
}
