package dev.muster.simulation.apps;

import org.jspecify.annotations.Nullable;

import java.security.KeyPair;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Supplier;

/// The key of an App: GitHub keeps the public half, the App gets the private one.
public final class AppKey {

    /// How many bytes stand before the bare key in the wrapped form of a 2048-bit key.
    private static final int WRAPPING = 26;

    private final Supplier<KeyPair> make;
    private @Nullable KeyPair pair;

    /// A key of 2048 bits, made once it is needed: that takes a while.
    AppKey(Supplier<KeyPair> make) {
        this.make = make;
    }

    private synchronized KeyPair pair() {
        if (pair == null) {
            pair = make.get();
        }
        return pair;
    }

    /// The half that signatures are checked with.
    public PublicKey publicKey() {
        return pair().getPublic();
    }

    /// The private half in the form that GitHub hands out, `BEGIN RSA PRIVATE KEY`.
    public String pem() {
        var wrapped = pair().getPrivate().getEncoded();
        return pem("RSA PRIVATE KEY", Arrays.copyOfRange(wrapped, WRAPPING, wrapped.length));
    }

    /// The private half in the wrapped form, `BEGIN PRIVATE KEY`.
    public String wrappedPem() {
        return pem("PRIVATE KEY", pair().getPrivate().getEncoded());
    }

    private static String pem(String kind, byte[] bytes) {
        var text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n";
    }
}
