package dev.muster.access;

import dev.muster.digest.Digest;

import java.util.Base64;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// The text of a token. It is shown once and kept as its hash only; with 256 random bits a plain
/// hash cannot be searched.
///
/// @param text beginning with `muster_`
public record Secret(String text) {

    private static final Pattern FORM = Pattern.compile("muster_[A-Za-z0-9_-]{43}");
    private static final int BYTES = 32;

    public Secret {
        if (!isSecret(text)) {
            throw new IllegalArgumentException("not a token's text");
        }
    }

    /// Whether a text from outside can be one.
    public static boolean isSecret(String text) {
        return FORM.matcher(text).matches();
    }

    /// One that nobody knows.
    ///
    /// @param random of cryptographic strength
    public static Secret fresh(RandomGenerator random) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new Secret(
                "muster_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /// What is kept of it.
    public String hash() {
        return Digest.of(text).hex();
    }

    /// Never the secret: records are logged.
    @Override
    public String toString() {
        return "muster_…";
    }
}
