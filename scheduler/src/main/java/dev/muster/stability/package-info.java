/// What is done about the stability of targets: quarantines, proposals, the search for culprits.
///
/// What is to be done is decided in `core.stability`, `core.promotion` and `core.culprit`; here it
/// is gathered for and acted on. Knows no database and no GitHub.
@NullMarked
package dev.muster.stability;

import org.jspecify.annotations.NullMarked;
