package dev.muster.adapter.oidc;

import com.nimbusds.jose.jwk.JWKSet;

/// Where an issuer's keys come from.
@FunctionalInterface
interface KeySource {

    /// The keys now.
    JWKSet fetch() throws Unreachable;

    /// They cannot be had now.
    final class Unreachable extends Exception {

        private static final long serialVersionUID = 1L;

        Unreachable(String why) {
            super(why, null, false, false);
        }

        String why() {
            return String.valueOf(getMessage());
        }
    }
}
