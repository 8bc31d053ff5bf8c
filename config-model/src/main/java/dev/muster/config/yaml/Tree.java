package dev.muster.config.yaml;

import org.jspecify.annotations.Nullable;

/// The nodes of a text.
///
/// @param root null where the text is empty or breaks off before its first value ends
/// @param whole whether the text was read to its end; otherwise the nodes are those before the
///   fault
record Tree(@Nullable Node root, boolean whole) {}
