/// Check runs, check suites and commit statuses, with the limits that GitHub sets to them.
@NullMarked
package dev.muster.simulation.checks;

import org.jspecify.annotations.NullMarked;
