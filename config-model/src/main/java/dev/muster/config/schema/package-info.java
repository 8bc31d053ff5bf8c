/// The JSON Schema of the language, for editors: made from the table that the reader reads by.
///
/// Knows what a schema can say, which is less than the reader finds.
@NullMarked
package dev.muster.config.schema;

import org.jspecify.annotations.NullMarked;
