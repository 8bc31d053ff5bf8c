/// GitHub Actions as far as a scheduler sees it: workflows that are dispatched, runs, jobs, and the
/// tokens that jobs get. Runs nothing itself.
@NullMarked
package dev.muster.simulation.actions;

import org.jspecify.annotations.NullMarked;
