/// GitHub: the App's identity, its tokens, REST calls within GitHub's limits, and the features'
/// ports on top of them.
///
/// No call is made inside a database transaction, none sleeps, and none is repeated here but for a
/// token that had run out: what may be repeated and when is for the feature that asked. Knows
/// nothing of tables.
@NullMarked
package dev.muster.adapter.github;

import org.jspecify.annotations.NullMarked;
