@NullMarked
package dev.muster.generate;

import org.jspecify.annotations.NullMarked;
