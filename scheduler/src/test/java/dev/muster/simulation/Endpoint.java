package dev.muster.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;

import dev.muster.simulation.ground.Json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/// A receiver of webhooks that keeps what it gets.
final class Endpoint implements AutoCloseable {

    private final HttpServer server;
    private final List<Got> got = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile int status = 202;
    private volatile boolean hangs;

    Endpoint() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext(
                    "/",
                    exchange -> {
                        var body = exchange.getRequestBody().readAllBytes();
                        var headers = exchange.getRequestHeaders();
                        got.add(
                                new Got(
                                        headers.getFirst("X-GitHub-Event"),
                                        headers.getFirst("X-GitHub-Delivery"),
                                        headers.getFirst("X-Hub-Signature-256"),
                                        body));
                        if (hangs) {
                            waitForTheEnd();
                        }
                        exchange.sendResponseHeaders(status, -1);
                        exchange.close();
                    });
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI url() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/webhook");
    }

    void answer(int code) {
        status = code;
    }

    /// Never answers from now on.
    void hang() {
        hangs = true;
    }

    private void waitForTheEnd() {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// What came so far.
    List<Got> got() {
        return got;
    }

    /// The names of what came so far, such as `pull_request.opened`.
    List<String> names() {
        return got.stream().map(Got::name).toList();
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
    }

    /// A delivery that came.
    record Got(String event, String guid, String signature, byte[] body) {

        JsonNode json() {
            try {
                return Json.read(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String name() {
            var action = json().path("action").asText("");
            return action.isEmpty() ? event : event + "." + action;
        }
    }
}
