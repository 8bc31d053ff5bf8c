/// Runs of workflows: asked for, followed, stopped, and what their jobs say.
///
/// Knows nothing of how GitHub is called.
@NullMarked
package dev.muster.adapter.jdbc.actions;

import org.jspecify.annotations.NullMarked;
