package dev.muster.config.check;

import dev.muster.config.diagnostic.Code;
import dev.muster.config.diagnostic.Diagnostic;
import dev.muster.config.model.CiConfig;
import dev.muster.config.model.Property;
import dev.muster.config.model.PropertyValue;
import dev.muster.config.model.Target;

import java.util.function.Consumer;

/// Targets that no event runs, and release builds in bringup, which no release can wait for.
final class NeverRuns implements Rule {

    @Override
    public void check(CiConfig config, CheckContext context, Consumer<Diagnostic> report) {
        for (var target : config.targets()) {
            var enablement = target.enablement();
            if (!enablement.postsubmit() && (!enablement.presubmit() || enablement.bringup())) {
                report.accept(
                        Diagnostic.of(
                                Code.NEVER_RUNS,
                                config.path(),
                                target.at(),
                                "no event runs '%s': %s".formatted(target.name(), why(target)),
                                "leave out 'postsubmit: false', or remove the target"));
            }
            if (enablement.bringup()
                    && target.work().properties().stream().anyMatch(NeverRuns::isReleaseBuild)) {
                report.accept(
                        Diagnostic.of(
                                Code.RELEASE_BRINGUP,
                                config.path(),
                                target.at(),
                                "'%s' is a release build in bringup, so nothing waits for it"
                                        .formatted(target.name()),
                                null));
            }
        }
    }

    private static String why(Target target) {
        return target.enablement().presubmit()
                ? "it is in bringup, which presubmit leaves out, and not in postsubmit"
                : "it is neither in presubmit nor in postsubmit";
    }

    private static boolean isReleaseBuild(Property property) {
        return property.name().equals("release_build")
                && property.value().equals(new PropertyValue.Flag(true));
    }
}
