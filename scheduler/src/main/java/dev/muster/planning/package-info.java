/// From a moved branch to stored decisions and waiting tasks.
///
/// Gathers commits, configurations, changed files and history, calls the planner, and stores what
/// it decided. Knows nothing of databases, git libraries or runners: those stand behind the ports
/// declared here.
@NullMarked
package dev.muster.planning;

import org.jspecify.annotations.NullMarked;
