package dev.muster.house.planted.feature;

import dev.muster.house.Exempt;

import java.time.Instant;

/// Planted: would break A9, but says why.
@Exempt(from = "A9", because = "a planted exception")
record Excused() {

    static Instant now() {
        return Instant.now();
    }
}
