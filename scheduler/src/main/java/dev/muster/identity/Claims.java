package dev.muster.identity;

import java.time.Instant;
import java.util.Map;

/// What a token with a good signature says.
///
/// @param issuer who made it
/// @param audience whom it is for
/// @param issuedAt when it was made
/// @param notBefore from when it holds
/// @param expiresAt until when it holds
/// @param id its own name
/// @param texts GitHub's claims; GitHub writes numbers as texts
public record Claims(
        String issuer,
        java.util.List<String> audience,
        Instant issuedAt,
        Instant notBefore,
        Instant expiresAt,
        String id,
        Map<String, String> texts) {

    public Claims {
        audience = java.util.List.copyOf(audience);
        texts = Map.copyOf(texts);
    }
}
