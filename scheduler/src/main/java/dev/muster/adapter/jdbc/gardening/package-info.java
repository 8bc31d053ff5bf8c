/// What people and the bot do about red targets: posts, freezes, reruns of suspects and incidents.
///
/// Knows nothing of how a post is made.
@NullMarked
package dev.muster.adapter.jdbc.gardening;

import org.jspecify.annotations.NullMarked;
