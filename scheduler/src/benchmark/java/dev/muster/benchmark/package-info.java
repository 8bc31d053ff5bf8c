/// Measurements of the service under load. Built and run by the profile `benchmark` only.
@NullMarked
package dev.muster.benchmark;

import org.jspecify.annotations.NullMarked;
