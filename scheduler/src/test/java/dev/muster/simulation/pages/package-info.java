/// How the pages of the simulated GitHub show texts.
@NullMarked
package dev.muster.simulation.pages;

import org.jspecify.annotations.NullMarked;
