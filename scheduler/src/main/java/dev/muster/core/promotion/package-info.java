/// Which proposals the bot makes, keeps and takes back: pure.
///
/// Knows not how a proposal is shown: as a row on the dashboard or as a pull request.
@NullMarked
package dev.muster.core.promotion;

import org.jspecify.annotations.NullMarked;
