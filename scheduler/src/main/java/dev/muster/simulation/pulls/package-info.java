/// Pull requests, the merge queue, issues, labels and comments.
@NullMarked
package dev.muster.simulation.pulls;

import org.jspecify.annotations.NullMarked;
