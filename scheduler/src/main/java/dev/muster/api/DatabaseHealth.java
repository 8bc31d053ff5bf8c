package dev.muster.api;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;

import jakarta.inject.Singleton;

import org.reactivestreams.Publisher;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// The service is ready while its database answers.
@Singleton
@Readiness
final class DatabaseHealth implements HealthIndicator {

    private final Reads reads;

    DatabaseHealth(Reads reads) {
        this.reads = reads;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return Mono.fromCallable(
                        () -> {
                            reads.version();
                            return HealthStatus.UP;
                        })
                .subscribeOn(Schedulers.boundedElastic())
                .onErrorReturn(HealthStatus.DOWN)
                .map(it -> HealthResult.builder("database", it).build());
    }
}
