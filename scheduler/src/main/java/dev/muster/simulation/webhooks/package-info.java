/// Deliveries: signed, posted, recorded, delivered again, and, where a test orders it, lost,
/// doubled, held back or turned round. Does not know what the bodies mean.
@NullMarked
package dev.muster.simulation.webhooks;

import org.jspecify.annotations.NullMarked;
