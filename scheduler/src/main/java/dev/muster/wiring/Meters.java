package dev.muster.wiring;

import dev.muster.adapter.jdbc.dispatch.QueueFigures;
import dev.muster.intake.MissedDeliveries;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/// The service's own metrics; docs/reference/metrics.md says what each is for.
final class Meters {

    private Meters() {}

    static void bind(
            MeterRegistry registry, Supplier<QueueFigures> figures, MissedDeliveries deliveries) {
        gauge(registry, figures, "muster.tasks.queued", QueueFigures::queued);
        gauge(registry, figures, "muster.tasks.dispatched", QueueFigures::dispatched);
        gauge(registry, figures, "muster.queue.oldest.seconds", QueueFigures::oldestSeconds);
        gauge(registry, figures, "muster.commits.unplanned", QueueFigures::messages);
        gauge(registry, figures, "muster.tasks.passed", QueueFigures::passed);
        gauge(registry, figures, "muster.tasks.failed", QueueFigures::failed);
        gauge(registry, figures, "muster.tasks.flaky", QueueFigures::flaky);
        Gauge.builder("muster.deliveries.missed", deliveries, Meters::missed)
                .strongReference(true)
                .register(registry);
    }

    private static double missed(MissedDeliveries deliveries) {
        var missed = deliveries.missed();
        return missed == null ? 0 : missed.deliveries();
    }

    private static void gauge(
            MeterRegistry registry,
            Supplier<QueueFigures> figures,
            String name,
            ToDoubleFunction<QueueFigures> figure) {
        Gauge.builder(name, figures, it -> figure.applyAsDouble(it.get()))
                .strongReference(true)
                .register(registry);
    }
}
