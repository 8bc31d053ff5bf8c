/// The few rounds that come by the clock alone, as Quartz triggers in the service's own database.
@NullMarked
package dev.muster.adapter.quartz;

import org.jspecify.annotations.NullMarked;
