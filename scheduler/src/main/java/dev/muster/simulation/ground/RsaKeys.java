package dev.muster.simulation.ground;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;

/// Keys of the kind that GitHub uses, for its Apps and for its tokens alike.
public final class RsaKeys {

    private static final int BITS = 2048;

    private RsaKeys() {}

    /// A new key.
    public static KeyPair fresh() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no RSA", e);
        }
    }
}
