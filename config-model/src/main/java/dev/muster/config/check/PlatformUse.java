package dev.muster.config.check;

import dev.muster.config.diagnostic.Code;
import dev.muster.config.diagnostic.Diagnostic;
import dev.muster.config.diagnostic.Excerpt;
import dev.muster.config.diagnostic.Nearest;
import dev.muster.config.diagnostic.Severity;
import dev.muster.config.model.CiConfig;
import dev.muster.config.model.Target;

import java.util.HashSet;
import java.util.function.Consumer;

/// Targets without a platform, and platforms without a target.
final class PlatformUse implements Rule {

    @Override
    public void check(CiConfig config, CheckContext context, Consumer<Diagnostic> report) {
        var used = new HashSet<String>();
        for (var target : config.targets()) {
            var platform = target.platform();
            used.add(platform);
            if (!config.platforms().containsKey(platform)) {
                report.accept(unknown(config, target));
            }
        }
        for (var platform : config.platforms().values()) {
            if (!used.contains(platform.name())) {
                report.accept(
                        Diagnostic.of(
                                Code.UNUSED_PLATFORM,
                                config.path(),
                                platform.at(),
                                "no target uses the platform '%s'"
                                        .formatted(Excerpt.of(platform.name())),
                                Nearest.to(platform.name(), used)
                                        .map("did you mean '%s'?"::formatted)
                                        .orElse(
                                                "a target uses it when its name's first word, in"
                                                        + " lower case, is the key")));
            }
        }
    }

    private static Diagnostic unknown(CiConfig config, Target target) {
        return new Diagnostic(
                Code.UNKNOWN_PLATFORM,
                config.schemaVersion() >= 2 ? Severity.ERROR : Severity.WARNING,
                config.path(),
                target.at(),
                "'%s' has the platform '%s', which 'platform_properties' does not know"
                        .formatted(target.name(), Excerpt.of(target.platform())),
                Nearest.to(target.platform(), config.platforms().keySet())
                        .map("did you mean '%s'?"::formatted)
                        .orElse("the platform is the first word of the name, in lower case"));
    }
}
