/// The shared nouns of the service: repositories, commits, tasks, verdicts. Values only.
@NullMarked
package dev.muster.core.ci;

import org.jspecify.annotations.NullMarked;
