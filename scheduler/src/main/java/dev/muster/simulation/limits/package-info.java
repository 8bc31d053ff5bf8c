/// What a caller may spend, and the faults that a test orders for its calls. Counts every call.
@NullMarked
package dev.muster.simulation.limits;

import org.jspecify.annotations.NullMarked;
