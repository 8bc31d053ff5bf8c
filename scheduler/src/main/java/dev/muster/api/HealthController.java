package dev.muster.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.intake.MissedDeliveries;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// How the service itself is.
@Controller("/api/v1/service")
@ExecuteOn(TaskExecutors.BLOCKING)
final class HealthController {

    private final HealthReads reads;
    private final Pulse pulse;
    private final Allowances allowances;
    private final MissedDeliveries deliveries;
    private final ApiSettings settings;

    HealthController(
            HealthReads reads,
            Pulse pulse,
            Allowances allowances,
            MissedDeliveries deliveries,
            ApiSettings settings) {
        this.reads = reads;
        this.pulse = pulse;
        this.allowances = allowances;
        this.deliveries = deliveries;
        this.settings = settings;
    }

    @Get
    String service() {
        var document = reads.health().put("version", settings.version());
        var rounds = document.putArray("rounds");
        pulse.beats().forEach(it -> add(rounds, it));
        var budgets = document.putArray("budgets");
        allowances.allowances().forEach(it -> add(budgets, it));
        document.set("deliveries", document(deliveries.missed()));
        return document.toString();
    }

    private static JsonNode document(MissedDeliveries.@Nullable Missed missed) {
        return missed == null
                ? NullNode.getInstance()
                : JsonNodeFactory.instance
                        .objectNode()
                        .put("missed", missed.deliveries())
                        .put("givenUp", missed.givenUp())
                        .put("since", text(missed.since()));
    }

    private static void add(ArrayNode rounds, Pulse.Beat beat) {
        var tally = beat.tally();
        var took = tally.took();
        rounds.addObject()
                .put("name", beat.name())
                .put("byClock", beat.byClock())
                .put("everySeconds", beat.every().toMillis() / 1000.0)
                .put("rounds", tally.rounds())
                .put("faults", tally.faults())
                .put("endedAt", text(tally.endedAt()))
                .put("tookMillis", took == null ? null : took.toMillis())
                .put("nextAt", text(beat.nextAt()));
    }

    private static void add(ArrayNode budgets, Allowances.Allowance it) {
        var document = budgets.addObject().put("installation", it.installation());
        document.set("hour", document(it.hour()));
        document.set("minute", document(it.minute()));
        document.put("pausedUntil", text(it.pausedUntil()));
    }

    private static ObjectNode document(Allowances.Bucket bucket) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("limit", bucket.limit())
                .put("left", bucket.left())
                .put("renewedAt", text(bucket.renewedAt()));
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }
}
