/// The queue: what is claimed and by whom, what people ask for.
///
/// Knows nothing of what a runner does with what it claimed.
@NullMarked
package dev.muster.adapter.jdbc.dispatch;

import org.jspecify.annotations.NullMarked;
