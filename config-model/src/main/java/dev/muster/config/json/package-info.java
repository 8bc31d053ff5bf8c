/// Writing of JSON documents for people and programs: in a fixed order, indented, and safe to show
/// on a terminal.
///
/// Knows no document in particular.
@NullMarked
package dev.muster.config.json;

import org.jspecify.annotations.NullMarked;
