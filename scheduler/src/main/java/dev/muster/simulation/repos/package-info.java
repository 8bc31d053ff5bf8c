/// Repositories over real git repositories on this machine: their files, commits, refs and
/// comparisons. Knows neither pull requests nor checks.
@NullMarked
package dev.muster.simulation.repos;

import org.jspecify.annotations.NullMarked;
