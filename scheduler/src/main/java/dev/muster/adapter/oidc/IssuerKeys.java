package dev.muster.adapter.oidc;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// An issuer's keys, kept and asked for again: when they are old, and when a token names a key that
/// is not among them, but then at most once a minute, or strangers could make us ask.
final class IssuerKeys {

    private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);

    /// After this a key that the issuer took back is ours no more.
    static final Duration FRESH = Duration.ofHours(1);

    /// Kept keys stay good this long while the issuer cannot be asked.
    static final Duration KEPT = Duration.ofHours(24);

    /// How long to wait before asking again.
    static final Duration FLOOR = Duration.ofMinutes(1);

    private final KeySource source;
    private final Clock clock;
    private JWKSet keys = new JWKSet();
    private Instant fetched = Instant.MIN;
    private Instant asked = Instant.MIN;

    IssuerKeys(KeySource source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    /// The key of a name; nothing where the issuer has none of it.
    ///
    /// @throws KeySource.Unreachable nobody can say now whether it has
    synchronized Optional<RSAKey> find(String name) throws KeySource.Unreachable {
        var now = clock.instant();
        var known = known(name);
        var old = before(fetched, FRESH, now);
        KeySource.@Nullable Unreachable failure = null;
        if ((known.isEmpty() || old) && before(asked, FLOOR, now)) {
            failure = refresh(now);
            known = known(name);
        }
        if (before(fetched, KEPT, now)) {
            throw failure == null
                    ? new KeySource.Unreachable("the issuer's keys could not be had a moment ago")
                    : failure;
        }
        return known;
    }

    private KeySource.@Nullable Unreachable refresh(Instant now) {
        asked = now;
        try {
            keys = source.fetch();
            fetched = now;
            return null;
        } catch (KeySource.Unreachable e) {
            LOG.atWarn().addKeyValue("why", e.why()).log("the issuer's keys could not be fetched");
            return e;
        }
    }

    private Optional<RSAKey> known(String name) {
        return keys.getKeyByKeyId(name) instanceof RSAKey key ? Optional.of(key) : Optional.empty();
    }

    private static boolean before(Instant then, Duration distance, Instant now) {
        return then.equals(Instant.MIN) || !then.plus(distance).isAfter(now);
    }
}
