/// Many small things that mostly wait for somebody else, done several at once without disturbing
/// each other's order.
///
/// Knows nothing of what is done.
@NullMarked
package dev.muster.lanes;

import org.jspecify.annotations.NullMarked;
