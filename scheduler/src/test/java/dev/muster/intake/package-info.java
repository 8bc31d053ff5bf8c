/// What comes from GitHub.
@NullMarked
package dev.muster.intake;

import org.jspecify.annotations.NullMarked;
