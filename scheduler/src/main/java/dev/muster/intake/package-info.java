/// What GitHub tells us: the endpoint for its deliveries, stored before anything is done about
/// them, and their translation into calls of the features.
///
/// A delivery only says where to look; that its content may be old, doubled or out of order is
/// nobody else's concern. Knows no table and no REST call.
@NullMarked
package dev.muster.intake;

import org.jspecify.annotations.NullMarked;
