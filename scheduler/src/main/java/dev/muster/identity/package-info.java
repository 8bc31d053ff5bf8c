/// Which job of GitHub Actions talks, once its signed token is proven.
///
/// Knows no HTTP, no JSON and no cryptography; a token proves which job talks, not that its code is
/// honest.
@NullMarked
package dev.muster.identity;

import org.jspecify.annotations.NullMarked;
