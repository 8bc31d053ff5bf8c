/// Proves tokens of GitHub Actions: signatures by Nimbus JOSE + JWT, keys from the issuer.
@NullMarked
package dev.muster.adapter.oidc;

import org.jspecify.annotations.NullMarked;
