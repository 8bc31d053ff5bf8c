/// What lands, without a repository and without a database.
@NullMarked
package dev.muster.planning;

import org.jspecify.annotations.NullMarked;
