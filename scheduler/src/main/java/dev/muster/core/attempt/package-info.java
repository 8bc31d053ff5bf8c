/// What an attempt goes through, and what follows when it has ended: pure.
///
/// Knows no store, no runner and no clock.
@NullMarked
package dev.muster.core.attempt;

import org.jspecify.annotations.NullMarked;
