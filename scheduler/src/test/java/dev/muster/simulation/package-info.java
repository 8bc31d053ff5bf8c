/// The simulated GitHub, tried over HTTP and held to GitHub's own description.
@NullMarked
package dev.muster.simulation;

import org.jspecify.annotations.NullMarked;
