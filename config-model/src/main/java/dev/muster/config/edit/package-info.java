/// In-place edits of one target in the text of a `.ci.yaml`, such that every other byte stays.
///
/// Finds its places by the positions of a YAML event parser, never by searching the text, and
/// proves each edit by reading the new text again. Does not know where the text comes from or goes
/// to, and does not check what the reader checks.
@NullMarked
package dev.muster.config.edit;

import org.jspecify.annotations.NullMarked;
