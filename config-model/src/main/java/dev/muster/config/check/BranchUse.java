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
import java.util.stream.Stream;

/// Branch patterns that match no branch, and the doubled backslash that never can.
final class BranchUse implements Rule {

    @Override
    public void check(CiConfig config, CheckContext context, Consumer<Diagnostic> report) {
        var patterns =
                Stream.concat(
                                config.branches().stream(),
                                config.targets().stream()
                                        .flatMap(it -> it.enablement().branches().stream()))
                        .toList();
        var branches = telling(patterns, context.branches());
        patterns.forEach(it -> check(config, it, branches, report));
    }

    /// A repository with one branch may get the others later: where that one is matched, it tells
    /// nothing of the rest.
    private static List<String> telling(
            List<BranchPattern> patterns, @Nullable List<String> branches) {
        if (branches == null || branches.size() > 1) {
            return branches == null ? List.of() : branches;
        }
        return patterns.stream().anyMatch(it -> matches(it, branches)) ? List.of() : branches;
    }

    private static boolean matches(BranchPattern pattern, List<String> branches) {
        var matcher = BranchMatcher.of(List.of(pattern.regex()));
        return branches.stream().anyMatch(it -> matcher.match(it).isPresent());
    }

    private static void check(
            CiConfig config,
            BranchPattern pattern,
            List<String> branches,
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
        if (!branches.isEmpty() && !matches(pattern, branches)) {
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
