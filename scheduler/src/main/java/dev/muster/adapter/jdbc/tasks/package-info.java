/// A task changes: its row, its place in the queue, and its cell of the grid.
///
/// Knows nothing of why it changes.
@NullMarked
package dev.muster.adapter.jdbc.tasks;

import org.jspecify.annotations.NullMarked;
