/// The sample repository of `muster demo`: a configuration, scripts that really run, and a stream
/// of commits.
@NullMarked
package dev.muster.demo;

import org.jspecify.annotations.NullMarked;
