/// The whole service with real processes and real repositories.
@NullMarked
package dev.muster.scenario;

import org.jspecify.annotations.NullMarked;
