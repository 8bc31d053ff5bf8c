/// Pull requests and merge groups, without GitHub and without a database.
@NullMarked
package dev.muster.presubmit;

import org.jspecify.annotations.NullMarked;
