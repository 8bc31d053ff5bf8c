/// Compares what is unfinished with what the runner knows, and adopts what it finds.
@NullMarked
package dev.muster.reconcile;

import org.jspecify.annotations.NullMarked;
