/// Executes what the documents show: their commands in a real shell and a folder of their own, with
/// the output that stands below each. Knows nothing of what the commands do.
@NullMarked
package dev.muster.documents;

import org.jspecify.annotations.NullMarked;
