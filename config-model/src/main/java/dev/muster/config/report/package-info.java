/// Diagnostics in the notations of other programs: JSON, workflow commands of GitHub Actions,
/// SARIF.
///
/// Knows nothing of how diagnostics are found or where the text goes. Whatever an author wrote into
/// a configuration stays text in each notation.
@NullMarked
package dev.muster.config.report;

import org.jspecify.annotations.NullMarked;
