package dev.muster.config.check;

import dev.muster.config.diagnostic.Code;
import dev.muster.config.diagnostic.Diagnostic;
import dev.muster.config.model.CiConfig;
import dev.muster.config.model.TargetName;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Two targets of one name.
final class DuplicateTarget implements Rule {

    @Override
    public void check(CiConfig config, CheckContext context, Consumer<Diagnostic> report) {
        check(config, new HashMap<>(), report);
    }

    static List<Diagnostic> across(List<CiConfig> configs) {
        var found = new ArrayList<Diagnostic>();
        var first = new HashMap<TargetName, String>();
        for (var config : configs) {
            for (var target : config.targets()) {
                var other = first.putIfAbsent(target.name(), config.path());
                if (other != null && !other.equals(config.path())) {
                    found.add(
                            Diagnostic.of(
                                    Code.DUPLICATE_TARGET,
                                    config.path(),
                                    target.at(),
                                    "the name '%s' is taken by a target of %s"
                                            .formatted(target.name(), other),
                                    "names are unique across all configuration files of a"
                                            + " repository"));
                }
            }
        }
        return found;
    }

    private static void check(
            CiConfig config, Map<TargetName, Integer> first, Consumer<Diagnostic> report) {
        for (var target : config.targets()) {
            var line = first.putIfAbsent(target.name(), target.at().line());
            if (line != null) {
                report.accept(
                        Diagnostic.of(
                                Code.DUPLICATE_TARGET,
                                config.path(),
                                target.at(),
                                "the name '%s' is taken by the target in line %d"
                                        .formatted(target.name(), line),
                                "give one of them another name"));
            }
        }
    }
}
