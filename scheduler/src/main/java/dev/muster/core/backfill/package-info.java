/// Which waiting tasks are worth running next, and why the others wait: pure.
///
/// A grid of the newest commits of each branch goes in, with the room on the runners; out come
/// picks in order, each with its cause. [dev.muster.core.backfill.Backfill] is the door. Knows no
/// store, no queue and no clock.
@NullMarked
package dev.muster.core.backfill;

import org.jspecify.annotations.NullMarked;
