/// Attempts that GitHub Actions executes: gathered into workflow runs, asked for, followed by
/// webhooks and by looking, stopped, and adopted where GitHub did more than was known.
///
/// A run is known by the number that GitHub answers, and by a name of ours in its title where that
/// answer was lost. Knows neither tables nor REST calls.
@NullMarked
package dev.muster.actions;

import org.jspecify.annotations.NullMarked;
