/// Runners. The local one executes attempts as processes of this machine that survive this service.
///
/// Knows files and processes; knows no store.
@NullMarked
package dev.muster.adapter.runner;

import org.jspecify.annotations.NullMarked;
