/// Which tasks wait for room, and which of them enter the queue.
///
/// Knows nothing of the strategy that chooses among them.
@NullMarked
package dev.muster.adapter.jdbc.backfill;

import org.jspecify.annotations.NullMarked;
