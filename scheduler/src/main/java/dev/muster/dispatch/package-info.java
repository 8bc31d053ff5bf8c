/// Hands waiting tasks to runners: claims, leases, attempts, cancellation, reruns.
///
/// Knows no runner's technology and no database.
@NullMarked
package dev.muster.dispatch;

import org.jspecify.annotations.NullMarked;
