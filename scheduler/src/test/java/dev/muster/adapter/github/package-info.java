/// What comes from GitHub.
@NullMarked
package dev.muster.adapter.github;

import org.jspecify.annotations.NullMarked;
