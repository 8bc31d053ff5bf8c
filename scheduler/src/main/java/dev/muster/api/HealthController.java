package dev.muster.api;

import com.fasterxml.jackson.databind.node.ArrayNode;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

import java.util.List;

/// How the service itself is.
@Controller("/api/v1/service")
@ExecuteOn(TaskExecutors.BLOCKING)
final class HealthController {

    private final HealthReads reads;
    private final List<Pulse> pulses;
    private final ApiSettings settings;

    HealthController(HealthReads reads, List<Pulse> pulses, ApiSettings settings) {
        this.reads = reads;
        this.pulses = List.copyOf(pulses);
        this.settings = settings;
    }

    @Get
    String service() {
        var document = reads.health().put("version", settings.version());
        var rounds = document.putArray("rounds");
        pulses.forEach(pulse -> pulse.beats().forEach(it -> add(rounds, it)));
        return document.toString();
    }

    private static void add(ArrayNode rounds, Pulse.Beat beat) {
        var endedAt = beat.endedAt();
        rounds.addObject()
                .put("name", beat.name())
                .put("everySeconds", beat.every().toMillis() / 1000.0)
                .put("rounds", beat.rounds())
                .put("faults", beat.faults())
                .put("endedAt", endedAt == null ? null : endedAt.toString());
    }
}
