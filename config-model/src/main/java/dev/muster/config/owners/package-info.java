/// Who answers for a target: by the configuration, by `TESTOWNERS`, by `CODEOWNERS`, in this order.
///
/// Knows texts and the model; where the texts come from it does not know.
@NullMarked
package dev.muster.config.owners;

import org.jspecify.annotations.NullMarked;
