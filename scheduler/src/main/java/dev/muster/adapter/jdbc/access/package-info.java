/// Tokens, sessions, and requests that were answered before.
///
/// Knows nothing of what their holders may do.
@NullMarked
package dev.muster.adapter.jdbc.access;

import org.jspecify.annotations.NullMarked;
