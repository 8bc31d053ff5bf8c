@NullMarked
package dev.muster.identity;

import org.jspecify.annotations.NullMarked;
