@NullMarked
package dev.muster.digest;

import org.jspecify.annotations.NullMarked;
