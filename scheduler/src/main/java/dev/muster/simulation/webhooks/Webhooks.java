package dev.muster.simulation.webhooks;

import dev.muster.simulation.ground.Events;
import dev.muster.simulation.ground.Ground;
import dev.muster.simulation.ground.Happening;
import dev.muster.simulation.ground.Json;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/// Posts deliveries, one after another on each of its lanes.
public final class Webhooks implements Events, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final int LARGEST_BODY = 25 * 1024 * 1024;

    private final Ground ground;
    private final Subscribers subscribers;
    private final Deliveries deliveries;
    private final DeliveryFaults faults;
    private final List<Consumer<Delivery>> watchers = new ArrayList<>();
    private final LinkedBlockingQueue<Delivery> waiting = new LinkedBlockingQueue<>();
    private final List<Thread> lanes = new ArrayList<>();
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT)
                    .build();
    private volatile Duration patience = Duration.ofSeconds(10);
    private int unfinished;

    /// Nothing to post yet; one lane.
    public Webhooks(
            Ground ground, Subscribers subscribers, Deliveries deliveries, DeliveryFaults faults) {
        this.ground = ground;
        this.subscribers = subscribers;
        this.deliveries = deliveries;
        this.faults = faults;
        faults.postBy(this::enqueue);
        lanes(1);
    }

    /// Adds lanes until there are so many; with more than one, deliveries may overtake each other.
    public synchronized void lanes(int number) {
        while (lanes.size() < number) {
            lanes.add(Thread.ofVirtual().name("deliveries-" + lanes.size()).start(this::lane));
        }
    }

    /// Waits so long for answers from now on; GitHub waits ten seconds.
    public void patience(Duration other) {
        patience = other;
    }

    /// Shows every delivery to someone before it is posted.
    public synchronized void watch(Consumer<Delivery> watcher) {
        watchers.add(watcher);
    }

    @Override
    public void tell(Happening happening) {
        for (var subscriber : subscribers.of(happening)) {
            send(delivery(happening, subscriber));
        }
    }

    /// Posts a delivery once more, under its old name.
    public void again(Delivery earlier) {
        enqueue(earlier.again(ground.nextId()));
    }

    /// Waits until all that is not held was posted.
    ///
    /// @return whether that came before the time was over
    public synchronized boolean awaitIdle(Duration atMost) throws InterruptedException {
        var deadline = System.nanoTime() + atMost.toNanos();
        while (unfinished > 0) {
            var left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    private Delivery delivery(Happening happening, Subscriber subscriber) {
        var body = happening.body().deepCopy();
        if (!body.has("installation")) {
            var id = subscriber.installation();
            body.set(
                    "installation",
                    Json.object().put("id", id).put("node_id", ground.nodeId("IN", id)));
        }
        var bytes = Json.bytes(body);
        var guid = UUID.nameUUIDFromBytes(("delivery " + ground.nextId()).getBytes()).toString();
        return new Delivery(
                ground.nextId(),
                guid,
                false,
                happening.event(),
                happening.action(),
                happening.repository(),
                subscriber,
                Payload.of(bytes),
                headers(happening.event(), guid, subscriber, bytes),
                null,
                null);
    }

    private static Map<String, String> headers(
            String event, String guid, Subscriber subscriber, byte[] body) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", "application/json");
        headers.put("User-Agent", "GitHub-Hookshot/f1a2b3c");
        headers.put("X-GitHub-Delivery", guid);
        headers.put("X-GitHub-Event", event);
        headers.put("X-GitHub-Hook-ID", Long.toString(500_000 + subscriber.app()));
        headers.put("X-GitHub-Hook-Installation-Target-ID", Long.toString(subscriber.app()));
        headers.put("X-GitHub-Hook-Installation-Target-Type", "integration");
        headers.put("X-Hub-Signature-256", Signature.of(subscriber.secret(), body));
        return headers;
    }

    private void send(Delivery delivery) {
        synchronized (this) {
            watchers.forEach(watcher -> watcher.accept(delivery));
        }
        if (delivery.payload().length() > LARGEST_BODY) {
            return;
        }
        switch (faults.fate(delivery)) {
            case POST -> enqueue(delivery);
            case POST_TWICE -> {
                enqueue(delivery);
                enqueue(delivery.again(ground.nextId()));
            }
            case NEVER_SEND -> {}
            case HOLD -> faults.keep(delivery);
            case FAIL -> deliveries.keep(delivery.done(ground.clock().instant(), failure("")));
        }
    }

    private synchronized void enqueue(Delivery delivery) {
        unfinished++;
        waiting.add(delivery);
    }

    private synchronized void finished() {
        unfinished--;
        notifyAll();
    }

    private void lane() {
        try {
            while (true) {
                var delivery = waiting.take();
                try {
                    post(delivery);
                } finally {
                    finished();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void post(Delivery delivery) throws InterruptedException {
        var request =
                HttpRequest.newBuilder(delivery.subscriber().target())
                        .timeout(patience)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(delivery.payload().bytes()));
        delivery.headers().forEach(request::header);
        var begun = System.nanoTime();
        Delivery.Outcome outcome;
        try {
            var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            outcome =
                    new Delivery.Outcome(
                            answer.statusCode() / 100 == 2
                                    ? "OK"
                                    : "Invalid HTTP Response: " + answer.statusCode(),
                            answer.statusCode(),
                            Duration.ofNanos(System.nanoTime() - begun),
                            answer.body());
        } catch (IOException e) {
            LOG.atDebug().addKeyValue("delivery", delivery.guid()).log("A delivery failed");
            outcome =
                    e instanceof HttpTimeoutException
                            ? new Delivery.Outcome("timed out", 0, patience, "")
                            : failure(String.valueOf(e.getMessage()));
        }
        deliveries.keep(delivery.done(ground.clock().instant(), outcome));
    }

    private static Delivery.Outcome failure(String why) {
        return new Delivery.Outcome("failed to connect to host", 0, Duration.ZERO, why);
    }

    @Override
    public synchronized void close() {
        lanes.forEach(Thread::interrupt);
        client.shutdownNow();
    }
}
