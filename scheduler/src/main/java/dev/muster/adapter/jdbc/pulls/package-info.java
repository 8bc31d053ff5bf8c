/// Pull requests and merge groups, and what GitHub is to show of a commit beside what it is known
/// to show.
///
/// Knows nothing of how GitHub is called.
@NullMarked
package dev.muster.adapter.jdbc.pulls;

import org.jspecify.annotations.NullMarked;
