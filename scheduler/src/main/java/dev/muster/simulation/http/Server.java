package dev.muster.simulation.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/// Requests taken from the line of this machine, answers put back on it.
public final class Server implements AutoCloseable {

    /// Where the API of an Enterprise Server is.
    public static final String ENTERPRISE_PREFIX = "/api/v3";

    /// The status of an answer that is never sent: the connection ends without a word.
    public static final int CUT = -1;

    /// The status of an answer that is never sent: the caller waits until it gives up.
    public static final int SILENT = -2;

    private static final Logger LOG = LoggerFactory.getLogger(Server.class);
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(2);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicReference<Function<Request, Answer>> answers =
            new AtomicReference<>(request -> Answer.empty(503));

    private Server(HttpServer server) {
        this.server = server;
    }

    /// Serves on a port of the loopback address, 0 for any free one; all is 503 until told
    /// otherwise.
    public static Server start(int port) {
        try {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            var server = new Server(HttpServer.create(address, 512));
            server.server.setExecutor(server.threads);
            server.server.createContext("/", server::serve);
            server.server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("the simulated GitHub cannot listen", e);
        }
    }

    /// From now on answers come from there.
    public void answerBy(Function<Request, Answer> function) {
        answers.set(function);
    }

    /// Where it is served.
    public URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var answer = answers.get().apply(request(exchange));
            switch (answer.status()) {
                case CUT -> {}
                case SILENT -> closing.await();
                default -> write(exchange, answer);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.atError()
                    .addKeyValue("path", exchange.getRequestURI())
                    .setCause(e)
                    .log("The simulated GitHub broke on a request");
            write(exchange, Answer.empty(500));
        }
    }

    private static Request request(HttpExchange exchange) throws IOException {
        var headers = new LinkedHashMap<String, String>();
        exchange.getRequestHeaders()
                .forEach(
                        (name, values) ->
                                headers.put(
                                        name.toLowerCase(Locale.ROOT), String.join(", ", values)));
        var path = exchange.getRequestURI().getRawPath();
        return new Request(
                exchange.getRequestMethod(),
                path.startsWith(ENTERPRISE_PREFIX + "/")
                        ? path.substring(ENTERPRISE_PREFIX.length())
                        : path,
                query(exchange.getRequestURI()),
                headers,
                exchange.getRequestBody().readAllBytes(),
                Map.of(),
                Caller.NOBODY);
    }

    private static Map<String, String> query(URI uri) {
        var query = new LinkedHashMap<String, String>();
        var text = uri.getRawQuery();
        if (text != null) {
            for (var part : text.split("&", -1)) {
                var equals = part.indexOf('=');
                query.put(
                        decode(equals < 0 ? part : part.substring(0, equals)),
                        equals < 0 ? "" : decode(part.substring(equals + 1)));
            }
        }
        return query;
    }

    private static String decode(String part) {
        return URLDecoder.decode(part, StandardCharsets.UTF_8);
    }

    private static void write(HttpExchange exchange, Answer answer) throws IOException {
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        var bodyless = answer.body().length == 0;
        exchange.sendResponseHeaders(answer.status(), bodyless ? -1 : answer.body().length);
        if (!bodyless) {
            exchange.getResponseBody().write(answer.body());
        }
    }

    /// Who is being answered has a moment; then repositories may go.
    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdown();
        try {
            if (!threads.awaitTermination(LAST_ANSWERS.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
