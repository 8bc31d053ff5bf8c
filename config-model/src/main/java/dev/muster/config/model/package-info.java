/// The configuration as values: what a `.ci.yaml` says once it has been read and found valid.
///
/// Knows no notation: neither YAML nor JSON types appear here, only the JDK's. Every value that a
/// message or an edit may want to point at keeps its [Span].
@NullMarked
package dev.muster.config.model;

import org.jspecify.annotations.NullMarked;
