package dev.muster.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.muster.simulate.Comparison;
import dev.muster.simulate.Outcome;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/// The document of `muster simulate --format json`.
final class SimulateJson {

    private SimulateJson() {}

    static String of(List<Comparison> comparisons) {
        var document = new ObjectMapper().createObjectNode();
        var list = document.putArray("comparisons");
        comparisons.forEach(it -> put(list.addObject(), it));
        return document.toPrettyString() + "\n";
    }

    private static void put(ObjectNode document, Comparison comparison) {
        var history = comparison.history();
        document.put("commits", history.commits().size());
        document.put("from", history.commits().getFirst().at().toString());
        document.put("to", history.commits().getLast().at().toString());
        document.put("targets", history.targets().size());
        document.put("breaks", history.breaks().size());
        document.put("seed", history.seed());
        put(document, "load", history.load());
        var runners = document.putObject("runners");
        history.runners().entrySet().stream()
                .sorted(java.util.Map.Entry.comparingByKey())
                .forEach(it -> runners.put(it.getKey(), it.getValue()));
        var policies = document.putArray("policies");
        comparison.outcomes().forEach(it -> put(policies.addObject(), it));
    }

    private static void put(ObjectNode to, Outcome outcome) {
        to.put("policy", outcome.policy().word());
        put(to, "machineHours", outcome.machineTime().toSeconds() / 3600.0);
        to.put("runs", outcome.runs());
        put(to, "seen", outcome.seen());
        put(to, "minutesUntilSeenMedian", outcome.minutesToSee(0.5));
        put(to, "minutesUntilSeen90", outcome.minutesToSee(0.9));
        put(to, "suspectRangeMedian", outcome.range(0.5));
        put(to, "suspectRange90", outcome.range(0.9));
        put(to, "named", outcome.named());
        put(to, "minutesUntilNamedMedian", outcome.minutesToName(0.5));
        put(to, "minutesUntilNamed90", outcome.minutesToName(0.9));
        put(to, "extraRunsForEachName", outcome.runsForEachName());
        put(to, "gaps", outcome.gaps());
    }

    /// What never happened has no number: null.
    private static void put(ObjectNode to, String key, double value) {
        if (Double.isFinite(value)) {
            to.put(key, BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_UP));
        } else {
            to.putNull(key);
        }
    }
}
