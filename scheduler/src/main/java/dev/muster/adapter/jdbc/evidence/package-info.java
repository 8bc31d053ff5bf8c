/// What the attempts of a task add up to, and what is summed up of its target.
///
/// Knows nothing of why a task changed or what is decided about its target.
@NullMarked
package dev.muster.adapter.jdbc.evidence;

import org.jspecify.annotations.NullMarked;
