package dev.muster.intake;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Tells whether a delivery comes from somebody who knows the secret.
final class Signature {

    private static final String FORM = "sha256=";

    private final SecretKeySpec secret;

    Signature(String secret) {
        this.secret = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    /// Compares in a time that does not depend on where the texts differ.
    ///
    /// @param body the bytes as they came
    /// @param header the value of `X-Hub-Signature-256`
    boolean fits(byte[] body, String header) {
        var expected = FORM + HexFormat.of().formatHex(mac(body));
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII),
                header.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] mac(byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(secret);
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform knows HmacSHA256", e);
        }
    }
}
