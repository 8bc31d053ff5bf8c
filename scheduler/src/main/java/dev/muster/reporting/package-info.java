/// From reports about attempts to results of tasks, and to the summaries that everybody reads.
///
/// Knows no runner and no database.
@NullMarked
package dev.muster.reporting;

import org.jspecify.annotations.NullMarked;
