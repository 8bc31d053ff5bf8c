package dev.muster.testkit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// An issuer of tokens as GitHub Actions has one: discovery, keys that change, and signatures.
public final class Issuer implements AutoCloseable {

    private final HttpServer server;
    private final List<RSAKey> keys = new CopyOnWriteArrayList<>();
    private final AtomicInteger fetches = new AtomicInteger();
    private final Supplier<KeyPair> row = SharedKeys.row();
    private volatile boolean broken;

    public Issuer() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext(
                "/.well-known/openid-configuration",
                exchange ->
                        answer(
                                exchange,
                                "{\"issuer\": \"%1$s\", \"jwks_uri\": \"%1$s/.well-known/jwks\"}"
                                        .formatted(address())));
        server.createContext(
                "/.well-known/jwks",
                exchange -> {
                    fetches.incrementAndGet();
                    answer(exchange, new JWKSet(new ArrayList<JWK>(keys)).toString(true));
                });
        server.start();
        rotate("key-1");
    }

    private void answer(com.sun.net.httpserver.HttpExchange exchange, String text)
            throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(broken ? 503 : 200, bytes.length);
        try (var body = exchange.getResponseBody()) {
            body.write(bytes);
        }
    }

    /// The issuer's name, which is where it answers.
    public String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /// Signs with this key from now on, and publishes it alone.
    public void rotate(String name) {
        keys.clear();
        keys.add(named(name, row.get()));
    }

    /// Whether it answers with errors from now on.
    public void broken(boolean yes) {
        broken = yes;
    }

    /// How often its keys were asked for.
    public int fetches() {
        return fetches.get();
    }

    /// A key of the usual kind that is no issuer's.
    public static RSAKey key(String name) {
        return named(name, SharedKeys.of(name));
    }

    private static RSAKey named(String name, KeyPair pair) {
        return new RSAKey.Builder((RSAPublicKey) pair.getPublic())
                .privateKey((RSAPrivateKey) pair.getPrivate())
                .keyID(name)
                .build();
    }

    /// The claims of a job's token, good for five minutes.
    public JWTClaimsSet.Builder claims(String audience, Instant now, Map<String, String> texts) {
        var claims =
                new JWTClaimsSet.Builder()
                        .issuer(address())
                        .audience(audience)
                        .jwtID("token-" + now.toEpochMilli())
                        .issueTime(Date.from(now))
                        .notBeforeTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(300)));
        texts.forEach(claims::claim);
        return claims;
    }

    /// A token with these claims, signed by the published key.
    public String token(JWTClaimsSet claims) {
        return token(claims, keys.getLast(), JWSAlgorithm.RS256);
    }

    /// A token signed by any key.
    public static String token(JWTClaimsSet claims, RSAKey key, JWSAlgorithm algorithm) {
        var token =
                new SignedJWT(
                        new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(), claims);
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
