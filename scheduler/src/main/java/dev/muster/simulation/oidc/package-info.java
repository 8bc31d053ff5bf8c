/// The issuer of the tokens by which jobs say who they are.
@NullMarked
package dev.muster.simulation.oidc;

import org.jspecify.annotations.NullMarked;
