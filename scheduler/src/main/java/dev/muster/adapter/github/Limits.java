package dev.muster.adapter.github;

import org.jspecify.annotations.Nullable;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/// What the headers of an answer say of GitHub's limits.
///
/// @param limit calls an hour; -1: not said
/// @param left of them
/// @param reset when they are counted anew; null: not said
/// @param retryAfter seconds to wait; -1: not said
record Limits(int limit, int left, @Nullable Instant reset, long retryAfter) {

    static Limits of(HttpHeaders headers) {
        var reset = number(headers, "x-ratelimit-reset");
        return new Limits(
                (int) number(headers, "x-ratelimit-limit"),
                (int) number(headers, "x-ratelimit-remaining"),
                reset < 0 ? null : Instant.ofEpochSecond(reset),
                number(headers, "retry-after"));
    }

    private static long number(HttpHeaders headers, String name) {
        var text = headers.firstValue(name).orElse("");
        return text.matches("[0-9]{1,12}") ? Long.parseLong(text) : -1;
    }

    void tell(Budget budget) {
        if (limit > 0 && left >= 0 && reset != null) {
            budget.told(limit, left, reset);
        }
    }

    /// Whether the answer was a limit's. A 403 is one only where it says so: others are a matter of
    /// rights.
    boolean exceeded(int status, byte[] body) {
        if (status == 429) {
            return true;
        }
        return status == 403 && (retryAfter >= 0 || left == 0 || speaksOfLimits(body));
    }

    private static boolean speaksOfLimits(byte[] body) {
        var text = new String(body, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
        return text.contains("rate limit") || text.contains("abuse detection");
    }

    /// Whether the answer was a limit's that the headers do not count.
    boolean secondary() {
        return left != 0;
    }

    /// When to call again: `retry-after` where it is given, else at the reset where nothing is
    /// left, else after a pause that grows (docs: "Best practices for using the REST API").
    Instant retryAt(Budget budget) {
        if (retryAfter >= 0) {
            return budget.slowDown(Duration.ofSeconds(Math.max(1, retryAfter)));
        }
        return left == 0 && reset != null ? budget.usedUp(reset) : budget.slowDown(Duration.ZERO);
    }
}
