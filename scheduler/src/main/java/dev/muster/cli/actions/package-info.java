/// What `muster run` and `muster plan-pull` do besides when GitHub Actions runs them: say how a
/// target went to the service, on the run's page and in its log.
///
/// Knows no command and no configuration.
@NullMarked
package dev.muster.cli.actions;

import org.jspecify.annotations.NullMarked;
