/// The bot against a simulated GitHub.
@NullMarked
package dev.muster.bot;

import org.jspecify.annotations.NullMarked;
