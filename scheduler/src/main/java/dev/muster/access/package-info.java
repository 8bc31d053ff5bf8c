/// Who asks, and what they may do: roles, and the tokens that carry them.
///
/// Knows no HTTP and no database.
@NullMarked
package dev.muster.access;

import org.jspecify.annotations.NullMarked;
