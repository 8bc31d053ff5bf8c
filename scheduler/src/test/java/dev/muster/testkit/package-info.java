/// The test kit: a clock that is moved by hand, a simulated runner, simulated commits, and the
/// whole service on top of them.
@NullMarked
package dev.muster.testkit;

import org.jspecify.annotations.NullMarked;
