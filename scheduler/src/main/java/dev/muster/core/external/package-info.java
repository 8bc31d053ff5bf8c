/// What posts of another scheduler make of a task: which execution each is about, and what all of
/// them together say. Pure: knows no store, no clock and no HTTP.
@NullMarked
package dev.muster.core.external;

import org.jspecify.annotations.NullMarked;
