package dev.muster.config.check;

import dev.muster.config.diagnostic.Code;
import dev.muster.config.diagnostic.Diagnostic;
import dev.muster.config.model.CiConfig;
import dev.muster.config.model.Target;

import java.util.function.Consumer;
import java.util.stream.Collectors;

/// A target that the default branch does not have must begin in bringup.
final class NewTarget implements Rule {

    @Override
    public void check(CiConfig config, CheckContext context, Consumer<Diagnostic> report) {
        if (context.base() == null) {
            return;
        }
        var known =
                context.base().stream()
                        .flatMap(it -> it.targets().stream())
                        .map(Target::name)
                        .collect(Collectors.toSet());
        for (var target : config.targets()) {
            if (!known.contains(target.name()) && !target.enablement().bringup()) {
                report.accept(
                        Diagnostic.of(
                                Code.NEW_TARGET_NOT_BRINGUP,
                                config.path(),
                                target.at(),
                                "'%s' is new, and a new target begins in bringup"
                                        .formatted(target.name()),
                                "add 'bringup: true'; if the target is not yours, merge the default"
                                        + " branch first"));
            }
        }
    }
}
