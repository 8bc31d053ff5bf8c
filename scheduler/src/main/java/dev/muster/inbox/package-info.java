/// Messages that must not be lost: stored once by their delivery id, claimed with a lease, tried
/// again with growing pauses.
///
/// Knows nothing of what the messages mean.
@NullMarked
package dev.muster.inbox;

import org.jspecify.annotations.NullMarked;
