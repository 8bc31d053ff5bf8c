/// Puts the service together: settings, stores, rounds, the server. The only place that knows all
/// of them.
@NullMarked
package dev.muster.wiring;

import org.jspecify.annotations.NullMarked;
