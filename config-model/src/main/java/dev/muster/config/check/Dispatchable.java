package dev.muster.config.check;

import dev.muster.config.diagnostic.Code;
import dev.muster.config.diagnostic.Diagnostic;
import dev.muster.config.model.CiConfig;
import dev.muster.config.model.Effective;

import java.util.HashSet;
import java.util.function.Consumer;

/// A target of ours for which no runner labels can be derived; said once a platform.
final class Dispatchable implements Rule {

    @Override
    public void check(CiConfig config, CheckContext context, Consumer<Diagnostic> report) {
        var said = new HashSet<String>();
        for (var target : config.targets()) {
            if (!target.external()
                    && Effective.runsOn(config, target, context.runsOn()).isEmpty()
                    && said.add(target.platform())) {
                report.accept(
                        Diagnostic.of(
                                Code.NOT_DISPATCHABLE,
                                config.path(),
                                target.at(),
                                "no runner is known for the platform '%s' of '%s'"
                                        .formatted(target.platform(), target.name()),
                                "name its labels: 'platform_properties: {%s: {runs_on: ubuntu-latest}}'"
                                        .formatted(target.platform())));
            }
        }
    }
}
