package dev.muster.config.check;

import dev.muster.config.diagnostic.Code;
import dev.muster.config.diagnostic.Diagnostic;
import dev.muster.config.diagnostic.Excerpt;
import dev.muster.config.diagnostic.Severity;
import dev.muster.config.model.CiConfig;
import dev.muster.config.model.Property;
import dev.muster.config.model.PropertyValue;
import dev.muster.config.model.PropertyValue.Entries;
import dev.muster.config.model.PropertyValue.Items;
import dev.muster.config.model.PropertyValue.Nothing;
import dev.muster.config.model.PropertyValue.Text;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// A toolchain dependency whose version is missing, empty or `latest`.
final class UnpinnedDependency implements Rule {

    @Override
    public void check(CiConfig config, CheckContext context, Consumer<Diagnostic> report) {
        var severity = context.strict() ? Severity.ERROR : Severity.WARNING;
        config.platforms().values().forEach(it -> check(config, it.properties(), severity, report));
        for (var target : config.targets()) {
            check(config, target.work().properties(), severity, report);
            check(config, target.work().postsubmitProperties(), severity, report);
        }
    }

    private static void check(
            CiConfig config,
            List<Property> properties,
            Severity severity,
            Consumer<Diagnostic> report) {
        for (var property : properties) {
            if (property.name().equals("dependencies")
                    && property.value() instanceof Items(var items)) {
                for (var item : items) {
                    if (item instanceof Entries(var entries) && !pinned(entries)) {
                        report.accept(
                                new Diagnostic(
                                        Code.UNPINNED_DEPENDENCY,
                                        severity,
                                        config.path(),
                                        property.at(),
                                        "the dependency '%s' %s, so it changes without a commit"
                                                .formatted(name(entries), found(entries)),
                                        "write {\"dependency\": \"%s\", \"version\": \"…\"}"
                                                .formatted(name(entries))));
                    }
                }
            }
        }
    }

    private static boolean pinned(Map<String, PropertyValue> entries) {
        return switch (entries.get("version")) {
            case Text(var version) -> !version.isBlank() && !version.equals("latest");
            case Nothing() -> false;
            case null -> false;
            default -> true;
        };
    }

    private static String found(Map<String, PropertyValue> entries) {
        return entries.get("version") instanceof Text(var version) && !version.isBlank()
                ? "has the version '%s'".formatted(version)
                : "has no version";
    }

    private static String name(Map<String, PropertyValue> entries) {
        return entries.get("dependency") instanceof Text(var name) ? Excerpt.of(name) : "?";
    }
}
