@NullMarked
package dev.muster.cli.app;

import org.jspecify.annotations.NullMarked;
