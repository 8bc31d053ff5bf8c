package dev.muster.simulation.webhooks;

import dev.muster.simulation.ground.Happening;

import java.util.List;

/// Who wants to hear of a happening.
@FunctionalInterface
public interface Subscribers {

    /// All of them.
    List<Subscriber> of(Happening happening);
}
