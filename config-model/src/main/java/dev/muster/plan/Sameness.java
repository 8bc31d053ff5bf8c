package dev.muster.plan;

import dev.muster.config.model.BranchPattern;
import dev.muster.config.model.Property;
import dev.muster.config.model.Target;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Whether two configurations declare a target alike, wherever in the files it stands.
final class Sameness {

    private Sameness() {}

    static boolean same(Target one, Target other) {
        return essence(one).equals(essence(other));
    }

    private static List<Object> essence(Target target) {
        var enablement = target.enablement();
        var work = target.work();
        return List.of(
                List.of(enablement.bringup(), enablement.presubmit(), enablement.postsubmit()),
                enablement.runIf(),
                enablement.runIfNot(),
                enablement.branches().stream().map(BranchPattern::regex).toList(),
                String.valueOf(enablement.backfill()),
                String.valueOf(work.recipe()),
                String.valueOf(work.command()),
                work.timeout(),
                texts(work.properties()),
                texts(work.postsubmitProperties()),
                texts(work.dimensions()),
                work.droneDimensions(),
                target.scheduler());
    }

    private static Map<String, String> texts(List<Property> properties) {
        return properties.stream()
                .collect(Collectors.toMap(Property::name, Property::written, (a, _) -> a));
    }
}
