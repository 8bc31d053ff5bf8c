package dev.muster.simulation.oidc;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.simulation.ground.Ground;
import dev.muster.simulation.ground.Json;
import dev.muster.simulation.http.Access;
import dev.muster.simulation.http.Answer;
import dev.muster.simulation.http.Routes;

import org.jspecify.annotations.Nullable;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// Signs tokens, and publishes the keys to check them with.
public final class Issuer {

    private final Ground ground;
    private final List<Key> keys = new ArrayList<>();

    /// A key, made once it is needed: that takes a while.
    private final class Key {

        final String name;
        private @Nullable KeyPair pair;

        Key(String name) {
            this.name = name;
        }

        synchronized KeyPair pair() {
            if (pair == null) {
                pair = ground.newKey();
            }
            return pair;
        }
    }

    /// With a first key.
    public Issuer(Ground ground) {
        this.ground = ground;
        rotate(false);
    }

    /// Its name, as it stands in `iss`.
    public String name() {
        return ground.api("");
    }

    /// Signs with a new key from now on.
    ///
    /// @param keepOld whether the older keys stay published
    public void rotate(boolean keepOld) {
        if (!keepOld) {
            keys.clear();
        }
        keys.add(new Key("key-" + ground.nextId()));
    }

    /// A token with these claims, signed by the newest key.
    public String sign(ObjectNode claims) {
        var key = keys.getLast();
        return sign(claims, key.name, key.pair());
    }

    /// A token that names a published key and is signed by another one.
    public String forge(ObjectNode claims) {
        return sign(claims, keys.getLast().name, ground.newKey());
    }

    /// A token that says it needs no signature.
    public String unsigned(ObjectNode claims) {
        return base64(Json.object().put("alg", "none").put("typ", "JWT"))
                + "."
                + base64(claims)
                + ".";
    }

    /// Adds the routes.
    public void mount(Routes routes) {
        routes.add(
                "GET /.well-known/openid-configuration",
                Access.ANYONE,
                request -> Answer.ok(discovery()));
        routes.add("GET /.well-known/jwks", Access.ANYONE, request -> Answer.ok(published()));
    }

    private ObjectNode discovery() {
        var document = Json.object();
        document.put("issuer", name());
        document.put("jwks_uri", ground.api("/.well-known/jwks"));
        document.set("subject_types_supported", Json.texts(List.of("public", "pairwise")));
        document.set("response_types_supported", Json.texts(List.of("id_token")));
        document.set("id_token_signing_alg_values_supported", Json.texts(List.of("RS256")));
        document.set("scopes_supported", Json.texts(List.of("openid")));
        return document;
    }

    private ObjectNode published() {
        var document = Json.object();
        document.set("keys", Json.array(keys, Issuer::shape));
        return document;
    }

    private static ObjectNode shape(Key key) {
        var half = (RSAPublicKey) key.pair().getPublic();
        return Json.object()
                .put("kty", "RSA")
                .put("alg", "RS256")
                .put("use", "sig")
                .put("kid", key.name)
                .put("n", base64(half.getModulus()))
                .put("e", base64(half.getPublicExponent()));
    }

    private static String sign(ObjectNode claims, String name, KeyPair pair) {
        var header = Json.object().put("typ", "JWT").put("alg", "RS256").put("kid", name);
        var text = base64(header) + "." + base64(claims);
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(pair.getPrivate());
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return text + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK cannot sign", e);
        }
    }

    private static String base64(ObjectNode node) {
        return base64(Json.bytes(node));
    }

    private static String base64(BigInteger number) {
        var bytes = number.toByteArray();
        return base64(bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
