/// Runs that are followed and stopped.
@NullMarked
package dev.muster.actions;

import org.jspecify.annotations.NullMarked;
