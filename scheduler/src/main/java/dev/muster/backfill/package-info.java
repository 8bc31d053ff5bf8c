/// The round around [dev.muster.core.backfill.Backfill]: gathers what waits and what room there is,
/// lets it choose, and queues what was chosen; and tells why the others wait.
///
/// Knows no tables, no runner and no timer.
@NullMarked
package dev.muster.backfill;

import org.jspecify.annotations.NullMarked;
