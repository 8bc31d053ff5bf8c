/// Whether many failures at once have a common cause outside the targets: pure.
///
/// The newest ends of runs go in with what each target usually does; out come incidents. Knows no
/// store and no clock.
@NullMarked
package dev.muster.core.incident;

import org.jspecify.annotations.NullMarked;
