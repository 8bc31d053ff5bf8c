/// The HTTP API, asked over real HTTP.
@NullMarked
package dev.muster.api;

import org.jspecify.annotations.NullMarked;
