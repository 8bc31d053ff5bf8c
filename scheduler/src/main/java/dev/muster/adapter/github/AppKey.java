package dev.muster.adapter.github;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// The private key of a GitHub App, as GitHub hands it out or as tools convert it.
public final class AppKey {

    private static final Pattern BLOCK =
            Pattern.compile(
                    "-----BEGIN (RSA )?PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END (RSA )?PRIVATE"
                            + " KEY-----");

    /// What stands before the octets of an RSA key in PKCS#8: version 0 and the algorithm
    /// rsaEncryption (RFC 5208, section 5; RFC 8017, appendix A.1).
    private static final byte[] RSA =
            HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;

    private final PrivateKey key;

    private AppKey(PrivateKey key) {
        this.key = key;
    }

    /// Reads a PEM text of the form PKCS#1 (`RSA PRIVATE KEY`, what GitHub hands out) or PKCS#8
    /// (`PRIVATE KEY`).
    ///
    /// @throws Unreadable with what the operator must know; never with a part of the key
    public static AppKey read(String pem) throws Unreadable {
        var block = BLOCK.matcher(pem);
        if (!block.find()) {
            throw new Unreadable(
                    "it holds no block 'BEGIN RSA PRIVATE KEY' or 'BEGIN PRIVATE KEY'; use the file"
                            + " that GitHub offered for download");
        }
        try {
            var bytes = Base64.getMimeDecoder().decode(block.group(2));
            var pkcs8 = block.group(1) == null ? bytes : wrapped(bytes);
            return new AppKey(
                    KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new Unreadable("its content is no RSA key; download a new one from GitHub");
        }
    }

    PrivateKey key() {
        return key;
    }

    private static byte[] wrapped(byte[] pkcs1) {
        var octets = tagged(OCTETS, pkcs1);
        var content = new byte[RSA.length + octets.length];
        System.arraycopy(RSA, 0, content, 0, RSA.length);
        System.arraycopy(octets, 0, content, RSA.length, octets.length);
        return tagged(SEQUENCE, content);
    }

    /// A value in DER: tag, length, content (X.690, 8.1).
    private static byte[] tagged(int tag, byte[] content) {
        var out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else {
            var digits = (Integer.SIZE - Integer.numberOfLeadingZeros(content.length) + 7) / 8;
            out.write(0x80 | digits);
            for (var i = digits - 1; i >= 0; i--) {
                out.write(content.length >>> (8 * i));
            }
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    /// A text that is no key.
    public static final class Unreadable extends Exception {

        private static final long serialVersionUID = 1L;

        Unreadable(String why) {
            super(why);
        }
    }
}
