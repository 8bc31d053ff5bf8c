/// The HTTP API: JSON for the dashboard and for scripts, and the pages themselves.
///
/// Translates between wire shapes and the features; decides nothing.
@NullMarked
package dev.muster.api;

import org.jspecify.annotations.NullMarked;
