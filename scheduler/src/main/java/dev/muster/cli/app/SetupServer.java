package dev.muster.cli.app;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Waits on this machine for the administrator's browser: shows what will be asked of GitHub, and
/// takes the code that GitHub sends it back with.
///
/// Only who opened this page can end it: the answer must carry a number that nobody else knows, and
/// be addressed to this machine by its own name.
public final class SetupServer implements AutoCloseable {

    private static final String DONE = "/done";

    private final HttpServer server;
    private final Wish wish;
    private final Made made;
    private final String state = fresh();
    private final CompletableFuture<Registration> app = new CompletableFuture<>();

    private SetupServer(HttpServer server, Wish wish, Made made) {
        this.server = server;
        this.wish = wish;
        this.made = made;
    }

    /// What is wanted.
    ///
    /// @param manifest of the App
    /// @param github where
    /// @param organization whose it will be; empty: the administrator's own
    /// @param files where its secrets go
    public record Wish(
            AppManifest manifest, GitHubPlace github, String organization, AppFiles files) {}

    /// What is done with the App's secrets.
    @FunctionalInterface
    public interface Made {
        /// Keeps them.
        void keep(Registration app) throws IOException;
    }

    /// Begins to wait.
    ///
    /// @param port 0: any free one
    public static SetupServer start(int port, Wish wish, Made made) throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        var here = new SetupServer(HttpServer.create(address, 0), wish, made);
        here.server.createContext("/", here::answer);
        here.server.start();
        return here;
    }

    /// Where the browser begins.
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /// Waits for the App.
    ///
    /// @return nothing when it did not come in time
    public Optional<Registration> await(Duration atMost) throws InterruptedException {
        try {
            return Optional.of(app.get(atMost.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var page = page(exchange);
            var body = page.html().getBytes(StandardCharsets.UTF_8);
            var headers = exchange.getResponseHeaders();
            headers.set("Content-Type", "text/html; charset=utf-8");
            headers.set("Cache-Control", "no-store");
            headers.set("Referrer-Policy", "no-referrer");
            headers.set("X-Frame-Options", "DENY");
            headers.set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
            exchange.sendResponseHeaders(page.status(), body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Page page(HttpExchange exchange) throws InterruptedException {
        var uri = exchange.getRequestURI();
        var host = exchange.getRequestHeaders().getFirst("Host");
        if (host == null || !host.equals(address().getAuthority())) {
            return trouble(421, "this page is for the machine that it runs on");
        }
        if (!exchange.getRequestMethod().equals("GET")) {
            return trouble(405, "this page is read");
        }
        return switch (uri.getPath()) {
            case "/" -> begin();
            case DONE -> end(query(uri, "state"), query(uri, "code"));
            default -> trouble(404, "there is no such page");
        };
    }

    private Page begin() {
        var json = wish.manifest().json(address().resolve(DONE));
        return new Page(200, SetupPages.ask(wish.manifest(), target(), json));
    }

    private URI target() {
        var whose =
                wish.organization().isEmpty()
                        ? ""
                        : "/organizations/"
                                + URLEncoder.encode(wish.organization(), StandardCharsets.UTF_8);
        return URI.create(wish.github().web() + whose + "/settings/apps/new?state=" + state);
    }

    private synchronized Page end(String answered, String code) throws InterruptedException {
        if (!MessageDigest.isEqual(bytes(state), bytes(answered))) {
            return trouble(400, "this answer is not to what was asked here");
        }
        if (app.isDone()) {
            return trouble(410, "the App is made already");
        }
        return switch (new Conversion(wish.github().api()).of(code)) {
            case Conversion.Outcome.Failed(var why) -> trouble(502, why);
            case Conversion.Outcome.Made(var registration) -> keep(registration);
        };
    }

    private Page keep(Registration registration) {
        try {
            made.keep(registration);
        } catch (IOException e) {
            return trouble(
                    500,
                    "the App is made, but its key cannot be kept (%s); delete it at %s"
                            .formatted(e.getMessage(), registration.page()));
        }
        app.complete(registration);
        return new Page(200, SetupPages.done(registration, wish.files()));
    }

    private static Page trouble(int status, String why) {
        return new Page(status, SetupPages.trouble(why));
    }

    private static String query(URI uri, String name) {
        var query = uri.getRawQuery();
        for (var part : query == null ? new String[0] : query.split("&")) {
            if (part.startsWith(name + "=")) {
                try {
                    return URLDecoder.decode(
                            part.substring(name.length() + 1), StandardCharsets.UTF_8);
                } catch (IllegalArgumentException e) {
                    return "";
                }
            }
        }
        return "";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String fresh() {
        var bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public void close() {
        server.stop(1);
    }

    private record Page(int status, String html) {}
}
