/// How far a target can be trusted, from the runs that were seen: pure.
///
/// [History] keeps the newest runs of a target on a branch, [Evidence] is what they say, and
/// [Stability] decides from it. All three are values: the same runs give the same answer in
/// whatever order they arrived. Knows no store, no clock, and not who acts on the advice.
@NullMarked
package dev.muster.core.stability;

import org.jspecify.annotations.NullMarked;
