package dev.muster.api;

import java.util.concurrent.atomic.AtomicLong;

/// How many bytes of bodies are held at once, and how many may be: an eighth of the heap, for a
/// body is copied several times on its way.
final class BodyRoom {

    /// Bodies up to this size are not counted, so that most deliveries cost nothing and are taken
    /// whatever else comes.
    static final long SMALL = 64 << 10;

    /// The largest body that is read at all.
    static final long MOST = 25 << 20;

    /// Larger ones leave a quarter of the room to those that are not.
    private static final long LARGE = 1 << 20;

    private static final long LEAST = 40 << 20;

    private final long bytes;
    private final AtomicLong held = new AtomicLong();

    /// @param bytes how many may be held
    BodyRoom(long bytes) {
        this.bytes = Math.max(bytes, LEAST);
    }

    /// The room of a service with a heap of some bytes.
    static BodyRoom in(long heap) {
        return new BodyRoom(heap / 8);
    }

    /// Takes room for a body.
    ///
    /// @return whether there was
    boolean take(long body) {
        var most = most(body);
        for (var now = held.get(); now + body <= most; now = held.get()) {
            if (held.compareAndSet(now, now + body)) {
                return true;
            }
        }
        return false;
    }

    /// Gives back what was taken.
    void give(long body) {
        held.addAndGet(-body);
    }

    /// How many bytes are held.
    long held() {
        return held.get();
    }

    /// How many bytes may be held when a body of this size is among them.
    long most(long body) {
        return body > LARGE ? bytes / 4 * 3 : bytes;
    }
}
