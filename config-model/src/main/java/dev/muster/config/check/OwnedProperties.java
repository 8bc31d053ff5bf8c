package dev.muster.config.check;

import dev.muster.config.diagnostic.Code;
import dev.muster.config.diagnostic.Diagnostic;
import dev.muster.config.model.CiConfig;
import dev.muster.config.model.Effective;
import dev.muster.config.model.Property;

import java.util.function.Consumer;

/// Properties that the service sets itself.
final class OwnedProperties implements PropertyRule {

    @Override
    public void check(CiConfig config, Property property, Consumer<Diagnostic> report) {
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
