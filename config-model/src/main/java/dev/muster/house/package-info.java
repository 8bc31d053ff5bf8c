/// Exceptions from the rules of the house, said at the class that needs them.
///
/// The rules themselves are in `ARCHITECTURE.md`; tests hold them. Nothing here exists while the
/// program runs.
@NullMarked
package dev.muster.house;

import org.jspecify.annotations.NullMarked;
