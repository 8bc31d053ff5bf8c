/// Takes what other schedulers post about the targets they run, and what is said too early keeps
/// until its commit is known.
///
/// Knows no HTTP and no database.
@NullMarked
package dev.muster.external;

import org.jspecify.annotations.NullMarked;
