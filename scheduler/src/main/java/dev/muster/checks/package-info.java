/// What GitHub is to show of a pull request's head or a merge group: from plan and tasks to the
/// wanted check runs, and from there to GitHub, with what it confirmed.
///
/// Knows neither tables nor REST calls.
@NullMarked
package dev.muster.checks;

import org.jspecify.annotations.NullMarked;
