package dev.muster.identity;

/// Proves who talks from the token that GitHub Actions gives its jobs.
@FunctionalInterface
public interface TokenVerifier {

    /// Anything that is longer is no token.
    int MOST_CHARACTERS = 16_384;

    /// Says who talks.
    ///
    /// @param token as it came
    Verification verify(String token);
}
