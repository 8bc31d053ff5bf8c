/// The state of the branches, and the gardener's say in it.
@NullMarked
package dev.muster.tree;

import org.jspecify.annotations.NullMarked;
