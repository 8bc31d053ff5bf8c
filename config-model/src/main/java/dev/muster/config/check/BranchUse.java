package dev.muster.config.check;

import dev.muster.config.diagnostic.Code;
import dev.muster.config.diagnostic.Diagnostic;
import dev.muster.config.diagnostic.Excerpt;
import dev.muster.config.model.BranchPattern;
import dev.muster.config.model.CiConfig;
import dev.muster.paths.BranchMatcher;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Consumer;

/// Branch patterns that match no branch, and the doubled backslash that never can.
final class BranchUse implements Rule {

    @Override
    public void check(CiConfig config, CheckContext context, Consumer<Diagnostic> report) {
        config.branches().forEach(it -> check(config, it, context.branches(), report));
        config.targets()
                .forEach(
                        target ->
                                target.enablement()
                                        .branches()
                                        .forEach(
                                                it ->
                                                        check(
                                                                config,
                                                                it,
                                                                context.branches(),
                                                                report)));
    }

    private static void check(
            CiConfig config,
            BranchPattern pattern,
            @Nullable List<String> branches,
            Consumer<Diagnostic> report) {
        if (pattern.regex().contains("\\\\")) {
            report.accept(
                    Diagnostic.of(
                            Code.BRANCH_MATCHES_NOTHING,
                            config.path(),
                            pattern.at(),
                            "'%s' asks for a backslash in the branch's name"
                                    .formatted(Excerpt.of(pattern.regex())),
                            "write a single backslash: '%s'"
                                    .formatted(Excerpt.of(pattern.regex().replace("\\\\", "\\")))));
            return;
        }
        if (branches != null && !branches.isEmpty()) {
            var matcher = BranchMatcher.of(List.of(pattern.regex()));
            if (branches.stream().noneMatch(it -> matcher.match(it).isPresent())) {
                report.accept(
                        Diagnostic.of(
                                Code.BRANCH_MATCHES_NOTHING,
                                config.path(),
                                pattern.at(),
                                "'%s' matches none of the repository's branches"
                                        .formatted(Excerpt.of(pattern.regex())),
                                "each entry must match a whole name"));
            }
        }
    }
}
