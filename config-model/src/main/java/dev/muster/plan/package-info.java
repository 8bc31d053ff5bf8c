/// The pure core: an event, a change and a history go in, a decision with its reason for every
/// target comes out.
///
/// No clock, no randomness, no input or output. Equal arguments give an equal plan.
@NullMarked
package dev.muster.plan;

import org.jspecify.annotations.NullMarked;
