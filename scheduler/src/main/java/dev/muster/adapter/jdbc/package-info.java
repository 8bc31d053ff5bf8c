/// The stores, on H2 and PostgreSQL with the same statements.
///
/// This room only composes; each store stands in the room of its feature.
///
/// Knows nothing of runners, git or HTTP. Locks are always taken in the same order, so that two
/// instances never wait for each other: name of a request, place in the queue, task, target
/// summary, grid row, tree.
@NullMarked
package dev.muster.adapter.jdbc;

import org.jspecify.annotations.NullMarked;
