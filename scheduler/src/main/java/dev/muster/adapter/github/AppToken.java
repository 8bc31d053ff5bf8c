package dev.muster.adapter.github;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/// Makes the tokens by which the App says who it is: signed, and good for a few minutes.
///
/// The form is that of GitHub's documentation ("Generating a JSON Web Token for a GitHub App"):
/// RS256, `iat` a minute back against clocks that differ, `exp` at most ten minutes ahead, `iss`
/// the id of the App.
final class AppToken {

    private static final Duration BACK = Duration.ofSeconds(60);
    private static final Duration AHEAD = Duration.ofMinutes(8);

    /// How long one is used: what is left of it then is more than any call takes.
    private static final Duration USED = Duration.ofMinutes(5);

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final String HEADER = encoded("{\"alg\":\"RS256\",\"typ\":\"JWT\"}");

    private final String app;
    private final AppKey key;
    private final Clock clock;
    private @Nullable Made made;

    AppToken(String app, AppKey key, Clock clock) {
        this.app = app;
        this.key = key;
        this.clock = clock;
    }

    /// The one made before, as long as it is good: signing costs more than all else of a call.
    synchronized String make() {
        var now = clock.instant();
        if (made == null || !now.isBefore(made.at().plus(USED)) || now.isBefore(made.at())) {
            made = new Made(signed(now), now);
        }
        return made.token();
    }

    /// GitHub does not take the one in use; the next call gets another.
    synchronized void drop() {
        made = null;
    }

    private String signed(Instant now) {
        var claims =
                Json.object()
                        .put("iat", now.minus(BACK).getEpochSecond())
                        .put("exp", now.plus(AHEAD).getEpochSecond())
                        .put("iss", app);
        var text = HEADER + "." + encoded(claims.toString());
        return text + "." + BASE64.encodeToString(signed(text));
    }

    private byte[] signed(String text) {
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key.key());
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform signs with SHA256withRSA", e);
        }
    }

    private record Made(String token, Instant at) {}

    private static String encoded(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
