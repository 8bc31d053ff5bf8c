package dev.muster.simulation.limits;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/// What was spent since the window opened; a window opens with the first spending after the last
/// closed.
final class Window {

    private final Clock clock;
    private final Duration length;
    private Instant closes = Instant.EPOCH;
    private int spent;

    Window(Clock clock, Duration length) {
        this.clock = clock;
        this.length = length;
    }

    int spent() {
        roll();
        return spent;
    }

    void spend(int amount) {
        roll();
        spent = Math.max(0, spent + amount);
    }

    /// The second in which it closes, since the epoch.
    long ends() {
        roll();
        return closes.getEpochSecond();
    }

    private void roll() {
        var now = clock.instant();
        if (!now.isBefore(closes)) {
            closes = now.plus(length);
            spent = 0;
        }
    }
}
