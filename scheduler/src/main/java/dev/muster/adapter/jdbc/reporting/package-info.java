/// What runners and other schedulers say of attempts becomes results.
///
/// Knows nothing of GitHub.
@NullMarked
package dev.muster.adapter.jdbc.reporting;

import org.jspecify.annotations.NullMarked;
