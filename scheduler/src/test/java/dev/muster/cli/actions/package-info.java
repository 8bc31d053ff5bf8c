@NullMarked
package dev.muster.cli.actions;

import org.jspecify.annotations.NullMarked;
