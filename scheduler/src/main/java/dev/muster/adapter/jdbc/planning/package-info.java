/// What came in and what was planned of it: repositories, commits, configurations, waiting tasks.
///
/// Knows nothing of runners.
@NullMarked
package dev.muster.adapter.jdbc.planning;

import org.jspecify.annotations.NullMarked;
