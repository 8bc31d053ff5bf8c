package dev.muster.adapter.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import dev.muster.identity.ClaimCheck;
import dev.muster.identity.Claims;
import dev.muster.identity.TokenVerifier;
import dev.muster.identity.Verification;

import org.jspecify.annotations.Nullable;

import java.net.http.HttpClient;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Optional;

/// Proves tokens by the issuer's keys, then asks [ClaimCheck] what they are worth here.
public final class SignedTokens implements TokenVerifier {

    private static final int LEAST_KEY_BITS = 2048;

    private final IssuerKeys keys;
    private final ClaimCheck check;
    private final Clock clock;

    SignedTokens(KeySource source, ClaimCheck check, Clock clock) {
        this.keys = new IssuerKeys(source, clock);
        this.check = check;
        this.clock = clock;
    }

    /// Tokens of an issuer that is asked for its keys.
    ///
    /// @param issuer its address, as tokens name it
    public static SignedTokens of(String issuer, ClaimCheck check, Clock clock) {
        var client =
                HttpClient.newBuilder()
                        .connectTimeout(Duration.ofSeconds(5))
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build();
        return new SignedTokens(new DiscoveredKeys(issuer, client), check, clock);
    }

    @Override
    public Verification verify(String token) {
        if (token.length() > MOST_CHARACTERS) {
            return refused("the token has more than %,d characters".formatted(MOST_CHARACTERS));
        }
        try {
            var signed = SignedJWT.parse(token);
            var header = signed.getHeader();
            if (!JWSAlgorithm.RS256.equals(header.getAlgorithm())) {
                return refused("the token is not signed with RS256");
            }
            @Nullable String name = header.getKeyID();
            if (name == null) {
                return refused("the token names no key");
            }
            var key = keys.find(name);
            return key.isEmpty()
                    ? refused("the token's key is none of the issuer's")
                    : verify(signed, key.get());
        } catch (ParseException e) {
            return refused("the token is not a signed JSON Web Token");
        } catch (KeySource.Unreachable e) {
            return new Verification.Unavailable(e.why());
        }
    }

    private Verification verify(SignedJWT signed, RSAKey key) throws ParseException {
        try {
            if (key.size() < LEAST_KEY_BITS || !signed.verify(new RSASSAVerifier(key))) {
                return refused("the token's signature is not the issuer's");
            }
        } catch (JOSEException | IllegalStateException e) {
            return refused("the token's signature cannot be checked");
        }
        var claims = claims(signed.getJWTClaimsSet());
        return claims.isEmpty()
                ? refused("the token lacks its issuer, its times or its name")
                : check.check(claims.get(), clock.instant());
    }

    private static Optional<Claims> claims(JWTClaimsSet set) {
        @Nullable Date issued = set.getIssueTime();
        @Nullable Date expires = set.getExpirationTime();
        @Nullable Date from = set.getNotBeforeTime();
        @Nullable String issuer = set.getIssuer();
        @Nullable String id = set.getJWTID();
        if (issued == null || expires == null || issuer == null || id == null) {
            return Optional.empty();
        }
        var texts = new HashMap<String, String>();
        set.getClaims()
                .forEach(
                        (name, value) -> {
                            if (value instanceof String text) {
                                texts.put(name, text);
                            }
                        });
        Instant since = issued.toInstant();
        return Optional.of(
                new Claims(
                        issuer,
                        set.getAudience(),
                        since,
                        from == null ? since : from.toInstant(),
                        expires.toInstant(),
                        id,
                        texts));
    }

    private static Verification refused(String why) {
        return new Verification.Refused(why);
    }
}
