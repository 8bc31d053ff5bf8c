/// The merge queue: groups that are built, checked, rebuilt, merged or thrown away.
@NullMarked
package dev.muster.simulation.queue;

import org.jspecify.annotations.NullMarked;
