/// GitHub's manner of answering: routes, who may call them, pages, refusals, conditional requests.
/// Knows nothing of what is asked for.
@NullMarked
package dev.muster.simulation.http;

import org.jspecify.annotations.NullMarked;
