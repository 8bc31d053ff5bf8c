/// What a failure says, without what differs from run to run, and what it is likely due to: pure.
///
/// Logs go in, cut to their ends; out come lines by which the same failure is known again in other
/// runs. Knows no store and no runner.
@NullMarked
package dev.muster.core.failure;

import org.jspecify.annotations.NullMarked;
