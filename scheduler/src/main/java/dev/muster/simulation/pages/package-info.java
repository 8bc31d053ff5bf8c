/// Pages for people: what GitHub would show of a repository, a pull request and a run, and the
/// buttons that people press there. Holds nothing of its own.
@NullMarked
package dev.muster.simulation.pages;

import org.jspecify.annotations.NullMarked;
