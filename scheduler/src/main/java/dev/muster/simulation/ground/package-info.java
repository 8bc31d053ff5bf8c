/// What every part of the simulated GitHub stands on: the time, fresh numbers, accounts, JSON and
/// the place where happenings are told. Knows neither HTTP nor any kind of object that GitHub
/// keeps.
@NullMarked
package dev.muster.simulation.ground;

import org.jspecify.annotations.NullMarked;
