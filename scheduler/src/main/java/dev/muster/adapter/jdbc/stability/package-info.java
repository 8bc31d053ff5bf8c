/// What is known of targets and branches: evidence, proposals, quarantines, searches for culprits,
/// the tree.
///
/// Knows nothing of how a task came about or who ran it.
@NullMarked
package dev.muster.adapter.jdbc.stability;

import org.jspecify.annotations.NullMarked;
