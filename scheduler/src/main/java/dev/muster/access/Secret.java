package dev.muster.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
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
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /// Never the secret: records are logged.
    @Override
    public String toString() {
        return "muster_…";
    }
}
