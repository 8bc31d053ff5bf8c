/// What GitHub is to show of a commit.
@NullMarked
package dev.muster.checks;

import org.jspecify.annotations.NullMarked;
