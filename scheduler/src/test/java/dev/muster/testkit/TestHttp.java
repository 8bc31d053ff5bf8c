package dev.muster.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/// A server of this machine that remembers what it was sent and answers as it was told.
public final class TestHttp implements AutoCloseable {

    private final HttpServer server;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private volatile Answer usual = new Answer(200, "{}", Map.of());

    public TestHttp() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    /// @param path with its query
    /// @param authorization the header, or nothing
    /// @param body as it came
    public record Request(String method, String path, String authorization, String body) {}

    /// @param status of the answer
    /// @param body of the answer
    /// @param headers of the answer
    public record Answer(int status, String body, Map<String, String> headers) {}

    private void handle(HttpExchange exchange) throws IOException {
        try (var in = exchange.getRequestBody()) {
            var authorization = exchange.getRequestHeaders().getFirst("Authorization");
            requests.add(
                    new Request(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().toString(),
                            authorization == null ? "" : authorization,
                            new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        }
        var next = answers.poll();
        var answer = next == null ? usual : next;
        var bytes = answer.body().getBytes(StandardCharsets.ISO_8859_1);
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    /// Answers the next request this way.
    public void next(int status, String body) {
        next(status, body, Map.of());
    }

    /// Answers the next request this way.
    public void next(int status, String body, Map<String, String> headers) {
        answers.add(new Answer(status, body, headers));
    }

    /// Answers this way from now on.
    public void always(int status, String body) {
        usual = new Answer(status, body, Map.of());
    }

    /// All that came, oldest first.
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    public String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
