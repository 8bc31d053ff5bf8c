/// How a service becomes an App on GitHub without a form filled in by hand: the manifest, the page
/// that shows and sends it, the exchange of GitHub's code for the App's secrets, and their files.
/// And what `muster github check` says of an App that is there.
///
/// Knows no command.
@NullMarked
package dev.muster.cli.app;

import org.jspecify.annotations.NullMarked;
