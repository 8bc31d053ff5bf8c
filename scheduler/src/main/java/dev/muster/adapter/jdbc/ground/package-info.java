/// What all stores stand on: the connection and its transactions, keys and shared shapes of rows,
/// the log of events.
///
/// Knows no feature.
@NullMarked
package dev.muster.adapter.jdbc.ground;

import org.jspecify.annotations.NullMarked;
