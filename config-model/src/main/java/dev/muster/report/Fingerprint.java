package dev.muster.report;

import dev.muster.config.diagnostic.Diagnostic;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// What stays the same of a diagnostic when lines above it come and go.
final class Fingerprint {

    private Fingerprint() {}

    static String of(Diagnostic diagnostic) {
        var said = diagnostic.code() + "\n" + diagnostic.path() + "\n" + diagnostic.message();
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var bytes = digest.digest(said.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(bytes, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
