/// The GitHub Actions workflows of a repository, written from its configurations: pure.
///
/// Knows no GitHub, no service and no file; equal configurations and settings give equal bytes.
@NullMarked
package dev.muster.generate;

import org.jspecify.annotations.NullMarked;
