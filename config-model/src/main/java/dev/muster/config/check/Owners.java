package dev.muster.config.check;

import dev.muster.config.diagnostic.Code;
import dev.muster.config.diagnostic.Diagnostic;
import dev.muster.config.diagnostic.Severity;
import dev.muster.config.model.CiConfig;

import java.util.function.Consumer;

/// A target that nobody answers for. Looked at only where owners are asked for.
final class Owners implements Rule {

    @Override
    public void check(CiConfig config, CheckContext context, Consumer<Diagnostic> report) {
        var owners = context.owners();
        if (owners == null) {
            return;
        }
        for (var target : config.targets()) {
            if (owners.of(config, target).isEmpty()) {
                report.accept(
                        new Diagnostic(
                                Code.NO_OWNER,
                                Severity.ERROR,
                                config.path(),
                                target.at(),
                                "nobody answers for '%s'".formatted(target.name()),
                                "add 'owner: @login', '@org/team' or an e-mail address"));
            }
        }
    }
}
