/// Which commit broke a target, when runs may fail without a cause: pure.
///
/// A suspect range goes in with a weight for each commit; every finished run moves the
/// probabilities; out come the next commit worth running and, once the evidence suffices, a name.
/// [dev.muster.core.culprit.CulpritSearch] is the door. Knows no store, no queue and no clock.
@NullMarked
package dev.muster.core.culprit;

import org.jspecify.annotations.NullMarked;
