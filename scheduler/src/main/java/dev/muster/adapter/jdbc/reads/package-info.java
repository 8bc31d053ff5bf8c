/// The documents of the API, each from the rows that it shows; none reads a history.
///
/// Changes nothing.
@NullMarked
package dev.muster.adapter.jdbc.reads;

import org.jspecify.annotations.NullMarked;
