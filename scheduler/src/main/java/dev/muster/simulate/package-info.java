/// Replays a recorded history of commits under a policy and tells what it would have cost and
/// shown.
///
/// The same planner and the same backfill as the service's decide; runners, durations, breaks and
/// flakes are the history's. Knows no file format and no clock: time is the history's own.
@NullMarked
package dev.muster.simulate;

import org.jspecify.annotations.NullMarked;
