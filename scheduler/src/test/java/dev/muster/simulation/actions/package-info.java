/// What workflows say, as the simulation reads it.
@NullMarked
package dev.muster.simulation.actions;

import org.jspecify.annotations.NullMarked;
