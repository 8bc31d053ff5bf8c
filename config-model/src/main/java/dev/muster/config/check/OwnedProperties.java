package dev.muster.config.check;

import dev.muster.config.diagnostic.Code;
import dev.muster.config.diagnostic.Diagnostic;
import dev.muster.config.model.CiConfig;
import dev.muster.config.model.Effective;
import dev.muster.config.model.Property;

import java.util.List;
import java.util.function.Consumer;

/// Properties that the service sets itself.
final class OwnedProperties implements Rule {

    @Override
    public void check(CiConfig config, CheckContext context, Consumer<Diagnostic> report) {
        config.platforms().values().forEach(it -> check(config, it.properties(), report));
        for (var target : config.targets()) {
            check(config, target.work().properties(), report);
            check(config, target.work().postsubmitProperties(), report);
        }
    }

    private static void check(
            CiConfig config, List<Property> properties, Consumer<Diagnostic> report) {
        for (var property : properties) {
            if (Effective.OWNED.contains(property.name())) {
                report.accept(
                        Diagnostic.of(
                                Code.OVERWRITTEN_PROPERTY,
                                config.path(),
                                property.at(),
                                "the service sets '%s' itself, so the value written here is dropped"
                                        .formatted(property.name()),
                                property.name().equals("bringup")
                                        ? "write 'bringup' beside 'name', not below 'properties'"
                                        : "remove it"));
            }
        }
    }
}
