/// The rules over the values of a configuration: one class per rule, each a function from
/// configurations to diagnostics.
///
/// Knows nothing of YAML: what the text itself is faulted for is found by the reader.
@NullMarked
package dev.muster.config.check;

import org.jspecify.annotations.NullMarked;
