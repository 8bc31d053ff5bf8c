/// Tests of replays.
@NullMarked
package dev.muster.simulate;

import org.jspecify.annotations.NullMarked;
