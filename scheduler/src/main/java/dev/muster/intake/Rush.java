package dev.muster.intake;

import java.time.Clock;

/// Tells whether deliveries come as fast as they can be stored. GitHub waits ten seconds for an
/// answer and does not ask again by itself, so storing goes before handling as long as it lasts.
public final class Rush {

    private static final long WINDOW_MILLIS = 500;
    private static final int MANY = 500;
    private static final int CROWD = 4;

    private final Clock clock;
    private long began;
    private int came;
    private long seen;
    private boolean on;

    public Rush(Clock clock) {
        this.clock = clock;
        this.began = clock.millis();
    }

    /// A delivery came.
    ///
    /// @param atTheDoor how many were not yet stored then, this one included
    public synchronized void came(int atTheDoor) {
        var now = clock.millis();
        if (now - began >= WINDOW_MILLIS) {
            on = came >= MANY && seen >= (long) came * CROWD;
            began = now;
            came = 0;
            seen = 0;
        }
        came++;
        seen += atTheDoor;
    }

    /// Whether it goes on.
    public synchronized boolean on() {
        return on && clock.millis() - began < 2 * WINDOW_MILLIS;
    }
}
