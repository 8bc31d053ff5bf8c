package dev.muster.simulation.apps;

import com.fasterxml.jackson.databind.JsonNode;

import dev.muster.simulation.ground.Json;
import dev.muster.simulation.http.Refusal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;

/// The JSON web token by which an App says who it is.
final class WebToken {

    private static final long LONGEST_LIFE = 600;

    private WebToken() {}

    /// The App that signed it.
    ///
    /// @throws Refusal 401 where nobody is proved
    static App check(String text, Apps apps, Instant now) {
        var parts = text.split("\\.", -1);
        if (parts.length != 3) {
            throw Refusal.of(401, "Bad credentials");
        }
        var header = part(parts[0]);
        var claims = part(parts[1]);
        var app = apps.find(claims.path("iss").asText());
        if (app == null) {
            throw Refusal.of(401, "Integration not found");
        }
        if (!header.path("alg").asText().equals("RS256") || !isSigned(parts, app)) {
            throw Refusal.of(401, "A JSON web token could not be decoded");
        }
        var issued = claims.path("iat");
        if (!issued.isIntegralNumber() || issued.asLong() > now.getEpochSecond()) {
            throw Refusal.of(
                    401,
                    "'Issued at' claim ('iat') must be an Integer representing the time that the"
                            + " assertion was issued");
        }
        var expires = claims.path("exp");
        if (!expires.isIntegralNumber() || expires.asLong() <= now.getEpochSecond()) {
            throw Refusal.of(
                    401,
                    "'Expiration time' claim ('exp') must be a numeric value representing the"
                            + " future time at which the assertion expires");
        }
        if (expires.asLong() > now.getEpochSecond() + LONGEST_LIFE) {
            throw Refusal.of(401, "'Expiration time' claim ('exp') is too far in the future");
        }
        return app;
    }

    private static JsonNode part(String text) {
        try {
            return Json.read(Base64.getUrlDecoder().decode(text));
        } catch (IOException | IllegalArgumentException e) {
            throw Refusal.of(401, "A JSON web token could not be decoded");
        }
    }

    private static boolean isSigned(String[] parts, App app) {
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(app.key().publicKey());
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            return signature.verify(Base64.getUrlDecoder().decode(parts[2]));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }
}
