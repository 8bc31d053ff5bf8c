package dev.muster.config.check;

import dev.muster.config.diagnostic.Diagnostic;
import dev.muster.config.model.CiConfig;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// All rules.
public final class Checks {

    private static final List<Rule> RULES =
            List.of(
                    new DuplicateTarget(),
                    new PlatformUse(),
                    new NewTarget(),
                    new UnpinnedDependency(),
                    new ReservedProperties(),
                    new PromotionReach(),
                    new OwnedProperties(),
                    new NeverRuns(),
                    new DeviceLab(),
                    new Dispatchable(),
                    new Owners(),
                    new PatternUse(),
                    new BranchUse());

    private Checks() {}

    /// Checks one configuration.
    public static List<Diagnostic> check(CiConfig config, CheckContext context) {
        var found = new ArrayList<Diagnostic>();
        for (var rule : RULES) {
            rule.check(config, context, found::add);
        }
        found.sort(IN_FILE_ORDER);
        return found;
    }

    /// Checks what several configurations of one repository owe each other: names are unique across
    /// all of them.
    public static List<Diagnostic> together(List<CiConfig> configs) {
        return DuplicateTarget.across(configs);
    }

    /// By place.
    public static final Comparator<Diagnostic> IN_FILE_ORDER =
            Comparator.comparing(Diagnostic::path)
                    .thenComparingInt(it -> it.at().line())
                    .thenComparingInt(it -> it.at().column())
                    .thenComparing(Diagnostic::code);
}
