package dev.muster.config.check;

import dev.muster.config.diagnostic.Code;
import dev.muster.config.diagnostic.Diagnostic;
import dev.muster.config.diagnostic.Severity;
import dev.muster.config.model.CiConfig;

import java.util.function.Consumer;

/// A target that nobody answers for. Where owners are not asked for, a file none of whose targets
/// has one is left alone: its repository does not name owners of targets.
final class Owners implements Rule {

    @Override
    public void check(CiConfig config, CheckContext context, Consumer<Diagnostic> report) {
        var search = context.owners();
        if (search == null) {
            return;
        }
        var without =
                config.targets().stream()
                        .filter(it -> search.files().of(config, it).isEmpty())
                        .toList();
        if (!search.demanded() && without.size() == config.targets().size()) {
            return;
        }
        for (var target : without) {
            report.accept(
                    new Diagnostic(
                            Code.NO_OWNER,
                            search.demanded() ? Severity.ERROR : Code.NO_OWNER.usual(),
                            config.path(),
                            target.at(),
                            "nobody answers for '%s'".formatted(target.name()),
                            "add 'owner: @login', '@org/team' or an e-mail address"));
        }
    }
}
