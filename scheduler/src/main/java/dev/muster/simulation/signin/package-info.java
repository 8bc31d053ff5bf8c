/// People who sign in to other services with their account here. Knows nothing of what they do
/// there.
@NullMarked
package dev.muster.simulation.signin;

import org.jspecify.annotations.NullMarked;
