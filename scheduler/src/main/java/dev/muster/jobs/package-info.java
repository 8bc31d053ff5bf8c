/// What jobs of GitHub Actions say about the targets they run, bound to the run that was asked for.
///
/// Knows no HTTP, no token's shape and no database. A job is listened to only about what its own
/// run was asked to do; whatever it says twice, late or in the wrong order changes nothing.
@NullMarked
package dev.muster.jobs;

import org.jspecify.annotations.NullMarked;
