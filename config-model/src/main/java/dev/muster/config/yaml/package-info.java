/// Text to nodes that know their place, and nodes to the values of the model.
///
/// The only place that knows the YAML library. Never throws for what a text contains.
@NullMarked
package dev.muster.config.yaml;

import org.jspecify.annotations.NullMarked;
