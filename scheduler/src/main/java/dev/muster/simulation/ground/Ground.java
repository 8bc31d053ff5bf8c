package dev.muster.simulation.ground;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// The time, fresh numbers, addresses, one lock for everything, and the place to tell of
/// happenings.
public final class Ground {

    private final Clock clock;
    private final URI address;
    private volatile String api = "";
    private final Supplier<KeyPair> keys;
    private final AtomicLong last = new AtomicLong(100_000);
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicReference<Events> events = new AtomicReference<>(happening -> {});

    /// @param clock the time of this GitHub
    /// @param address where it is served
    /// @param keys makes a key with each call, another one each time
    public Ground(Clock clock, URI address, Supplier<KeyPair> keys) {
        this.clock = clock;
        this.address = address;
        this.keys = keys;
    }

    /// From now on happenings are told there.
    public void tellTo(Events listener) {
        events.set(listener);
    }

    /// Tells of a happening.
    public void tell(Happening happening) {
        events.get().tell(happening);
    }

    /// Does something while nobody else does anything.
    public <T extends @org.jspecify.annotations.Nullable Object> T alone(Supplier<T> act) {
        lock.lock();
        try {
            return act.get();
        } finally {
            lock.unlock();
        }
    }

    /// Does something while nobody else does anything.
    public void aloneDo(Runnable act) {
        alone(
                () -> {
                    act.run();
                    return act;
                });
    }

    /// The clock.
    public Clock clock() {
        return clock;
    }

    /// Now, in whole seconds, as GitHub tells the time.
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /// A key that nothing else has; making it may take a while.
    public KeyPair newKey() {
        return keys.get();
    }

    /// A number that nothing else has.
    public long nextId() {
        return last.incrementAndGet();
    }

    /// The global name of an object.
    public String nodeId(String kind, long id) {
        var plain = (kind + ":" + id).getBytes(StandardCharsets.UTF_8);
        return kind + "_" + Base64.getUrlEncoder().withoutPadding().encodeToString(plain);
    }

    /// From now on the API is below a path of the address, as an Enterprise Server has it.
    public void apiBelow(String path) {
        api = path;
    }

    /// The address of something in the API.
    public String api(String path) {
        return address + api + path;
    }

    /// The address of something for people.
    public String html(String path) {
        return address + path;
    }
}
