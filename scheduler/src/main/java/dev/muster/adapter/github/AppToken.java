package dev.muster.adapter.github;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;

/// Makes the tokens by which the App says who it is: signed, and good for a few minutes.
///
/// The form is that of GitHub's documentation ("Generating a JSON Web Token for a GitHub App"):
/// RS256, `iat` a minute back against clocks that differ, `exp` at most ten minutes ahead, `iss`
/// the id of the App.
final class AppToken {

    private static final Duration BACK = Duration.ofSeconds(60);
    private static final Duration AHEAD = Duration.ofMinutes(8);
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final String HEADER = encoded("{\"alg\":\"RS256\",\"typ\":\"JWT\"}");

    private final String app;
    private final AppKey key;
    private final Clock clock;

    AppToken(String app, AppKey key, Clock clock) {
        this.app = app;
        this.key = key;
        this.clock = clock;
    }

    String make() {
        var now = clock.instant();
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

    private static String encoded(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
