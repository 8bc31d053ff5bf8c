/// A simulated GitHub: a server that holds Apps, repositories, pull requests, checks and workflow
/// runs, answers as GitHub answers, sends webhooks as GitHub sends them, and refuses what GitHub
/// refuses. For tests and demonstrations. Knows nothing of Muster.
@NullMarked
package dev.muster.simulation;

import org.jspecify.annotations.NullMarked;
