/// Whether a branch is fit to build on, from the newest verdicts of its blocking targets and the
/// gardener's word: pure.
@NullMarked
package dev.muster.core.tree;

import org.jspecify.annotations.NullMarked;
