package dev.muster.cli.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.muster.adapter.github.AppKey;
import dev.muster.simulation.GitHubSimulation;
import dev.muster.testkit.SettableClock;
import dev.muster.testkit.SharedKeys;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/// An administrator and a browser make an App at the simulated GitHub.
class SetupServerTest {

    private static final Pattern FORM =
            Pattern.compile(
                    "(?s)<form method=\"post\" action=\"([^\"]*)\">.*name=\"manifest\""
                            + " value=\"([^\"]*)\"");
    private static final URI SERVICE = URI.create("https://muster.example.org");
    private static final Duration SOON = Duration.ofSeconds(20);

    private static GitHubSimulation github;

    private final HttpClient browser = HttpClient.newHttpClient();
    @TempDir private Path folder;
    private SetupServer server;
    private AppFiles files;

    @BeforeAll
    static void simulate() {
        github = GitHubSimulation.start(new SettableClock(), SharedKeys.row());
    }

    @AfterAll
    static void end() {
        github.close();
    }

    @BeforeEach
    void start() throws IOException {
        files = new AppFiles(folder.resolve("the app's"));
        var place = GitHubPlace.of(github.url().toString()).orElseThrow().withApi(github.url());
        var manifest = new AppManifest("Muster <acme>", SERVICE, false, new AppPermissions(true));
        server =
                SetupServer.start(
                        0,
                        new SetupServer.Wish(manifest, place, "acme", files),
                        it -> files.write(it, SERVICE, place, false));
    }

    @AfterEach
    void stop() {
        server.close();
        browser.close();
    }

    @Test
    void what_is_confirmed_at_github_is_kept_here() throws Exception {
        var done = get(back(confirmed()));

        assertThat(done.statusCode()).isEqualTo(200);
        assertThat(done.body()).contains("Muster &lt;acme&gt;", "/installations/new");
        var app = server.await(SOON).orElseThrow();
        assertThat(app.name()).isEqualTo("Muster <acme>");
        var settings = AppFiles.read(Files.readString(files.settings()));
        assertThat(settings)
                .containsEntry("MUSTER_URL", "https://muster.example.org")
                .containsEntry("MUSTER_GITHUB_APP_ID", Long.toString(app.id()))
                .containsEntry("MUSTER_GITHUB_API_URL", github.url().toString());
        AppKey.read(Files.readString(Path.of(settings.get("MUSTER_GITHUB_PRIVATE_KEY_FILE"))));
        assertThat(Path.of(settings.get("MUSTER_GITHUB_WEBHOOK_SECRET_FILE")))
                .hasContent(app.webhookSecret());
        assertThat(settings).containsEntry("MUSTER_GITHUB_CLIENT_ID", app.client().id());
        assertThat(Path.of(settings.get("MUSTER_GITHUB_CLIENT_SECRET_FILE")))
                .hasContent(app.client().secret());
        assertThat(app.toString())
                .doesNotContain(app.client().secret(), app.webhookSecret(), "PRIVATE");
    }

    @Test
    void nobody_else_reads_the_files() throws Exception {
        get(back(confirmed()));

        for (var file : files.all()) {
            assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        }
    }

    @Test
    void a_shell_reads_the_settings_as_they_are_meant() throws Exception {
        get(back(confirmed()));

        var shell =
                new ProcessBuilder(
                                "sh",
                                "-c",
                                ". \"$1\"; cat \"$MUSTER_GITHUB_WEBHOOK_SECRET_FILE\"",
                                "sh",
                                files.settings().toString())
                        .start();

        assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(server.await(SOON).orElseThrow().webhookSecret());
    }

    @Test
    void the_manifest_asks_for_what_the_service_needs() throws Exception {
        var form = form();

        assertThat(form.target().toString())
                .startsWith(github.url() + "/organizations/acme/settings/apps/new?state=");
        var manifest = form.manifest();
        assertThat(manifest.path("hook_attributes").path("url").asText())
                .isEqualTo("https://muster.example.org/github/webhook");
        assertThat(manifest.path("callback_urls").path(0).asText())
                .isEqualTo("https://muster.example.org/auth/github/callback");
        assertThat(manifest.path("default_permissions").toString())
                .isEqualTo(
                        "{\"actions\":\"write\",\"checks\":\"write\",\"contents\":\"write\","
                                + "\"issues\":\"write\",\"merge_queues\":\"read\","
                                + "\"metadata\":\"read\",\"pull_requests\":\"write\","
                                + "\"statuses\":\"write\"}");
        assertThat(manifest.path("public").asBoolean()).isFalse();
        assertThat(manifest.path("redirect_url").asText()).startsWith(server.address() + "done");
    }

    @Test
    void every_permission_says_what_it_is_for() {
        for (var permissions : List.of(new AppPermissions(true), new AppPermissions(false))) {
            assertThat(permissions.levels().keySet())
                    .allSatisfy(it -> assertThat(permissions.why(it)).isNotEmpty());
        }
    }

    @Test
    void without_a_bot_it_only_reads() {
        assertThat(new AppPermissions(false).levels())
                .containsEntry("contents", "read")
                .containsEntry("issues", "read")
                .containsEntry("pull_requests", "read")
                .hasSize(8);
    }

    @Test
    void an_answer_to_another_question_is_not_taken() throws Exception {
        var code = confirmed();

        var forged = get(server.address() + "done?code=" + code + "&state=guessed");
        var without = get(server.address() + "done?code=" + code);

        assertThat(forged.statusCode()).isEqualTo(400);
        assertThat(without.statusCode()).isEqualTo(400);
        assertThat(files.present()).isEmpty();
        assertThat(get(back(code)).statusCode()).isEqualTo(200);
    }

    @Test
    void a_code_that_github_does_not_know_is_told_and_may_be_followed_by_another()
            throws Exception {
        var stale = get(back("code-0"));

        assertThat(stale.statusCode()).isEqualTo(502);
        assertThat(stale.body()).contains("GitHub does not know this code any more");
        assertThat(get(back(confirmed())).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..%2F..%2Fapp", "a%0d%0ab", "%25", "a/b?c"})
    void what_is_no_code_is_not_sent_anywhere(String code) throws Exception {
        var before = github.calls().total();

        assertThat(get(back("x").replace("code=x", "code=" + code)).statusCode()).isIn(400, 502);
        assertThat(github.calls().total()).isEqualTo(before);
    }

    @Test
    void the_app_is_made_once() throws Exception {
        get(back(confirmed()));

        assertThat(get(back(confirmed())).statusCode()).isEqualTo(410);
    }

    @Test
    void a_page_of_another_name_is_not_shown() throws Exception {
        assertThat(raw("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n")).contains("421");
        assertThat(raw("GET / HTTP/1.0\r\n\r\n")).contains("421");
    }

    @Test
    void nothing_comes_in_time_when_nobody_confirms() throws Exception {
        assertThat(server.await(Duration.ofMillis(1))).isEmpty();
    }

    private record Form(URI target, JsonNode manifest) {}

    private Form form() throws Exception {
        var form = FORM.matcher(get(server.address().toString()).body());
        assertThat(form.find()).isTrue();
        return new Form(URI.create(plain(form.group(1))), json(plain(form.group(2))));
    }

    private String confirmed() throws Exception {
        return github.confirmManifest(form().manifest());
    }

    private String back(String code) throws Exception {
        var form = form();
        return form.manifest().path("redirect_url").asText()
                + "?code="
                + code
                + "&"
                + form.target().getQuery();
    }

    private HttpResponse<String> get(String address) throws Exception {
        return browser.send(
                HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
    }

    private String raw(String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", server.address().getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }

    private static String plain(String html) {
        return html.replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text);
    }
}
