/// The commands. Those that need no service start no bean context.
@NullMarked
package dev.muster.cli;

import org.jspecify.annotations.NullMarked;
