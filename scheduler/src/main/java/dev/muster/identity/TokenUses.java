package dev.muster.identity;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// Lets a token say one thing: the same again is a repetition, which may be needed; something else
/// is a token that got into other hands.
///
/// Kept in memory, so another replica of the service does not know it; a token lives minutes.
public final class TokenUses {

    private static final int MANY = 10_000;

    private final Clock clock;
    private final Map<String, Use> uses = new HashMap<>();

    public TokenUses(Clock clock) {
        this.clock = clock;
    }

    /// Whether the token may say this.
    ///
    /// @param token the token's own name
    /// @param expires when it does
    /// @param said a digest of all that is said
    public synchronized boolean accepts(String token, Instant expires, String said) {
        if (uses.size() >= MANY) {
            var now = clock.instant();
            uses.values().removeIf(it -> it.until.plus(ClaimCheck.SKEW).isBefore(now));
        }
        var before = uses.putIfAbsent(token, new Use(said, expires));
        return before == null || before.said.equals(said);
    }

    private record Use(String said, Instant until) {}
}
