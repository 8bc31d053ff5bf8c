/// Starting the service, and its HTTP server over a simulated world.
@NullMarked
package dev.muster.wiring;

import org.jspecify.annotations.NullMarked;
