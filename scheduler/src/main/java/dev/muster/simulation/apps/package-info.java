/// Apps, their installations and the tokens by which they call. Knows nothing of what they call
/// for.
@NullMarked
package dev.muster.simulation.apps;

import org.jspecify.annotations.NullMarked;
