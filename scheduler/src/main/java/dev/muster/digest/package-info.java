/// What stands for a text or a secret where it is only to be known again.
///
/// Knows nothing of what is digested.
@NullMarked
package dev.muster.digest;

import org.jspecify.annotations.NullMarked;
