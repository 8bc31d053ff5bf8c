/// Pull requests and merge groups: what GitHub says of them → which of their heads are to be
/// planned, which tasks stop, and whose code may run.
///
/// Decides on values; reads GitHub through a port and keeps what it knows through another. Does not
/// plan, dispatch or write to GitHub.
@NullMarked
package dev.muster.presubmit;

import org.jspecify.annotations.NullMarked;
