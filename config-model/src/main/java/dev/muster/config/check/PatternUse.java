package dev.muster.config.check;

import dev.muster.config.diagnostic.Code;
import dev.muster.config.diagnostic.Diagnostic;
import dev.muster.config.diagnostic.Excerpt;
import dev.muster.config.model.CiConfig;
import dev.muster.config.model.PathPattern;
import dev.muster.config.model.Target;
import dev.muster.paths.PathPatterns;

import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Patterns that match no file of the repository, or all of them. Each pattern is said once.
final class PatternUse implements Rule {

    @Override
    public void check(CiConfig config, CheckContext context, Consumer<Diagnostic> report) {
        var files = context.files();
        if (files == null || files.isEmpty()) {
            return;
        }
        var sorted = new TreeSet<>(files);
        var seen = new HashSet<PathPattern>();
        for (var target : config.targets()) {
            check(config, target, target.enablement().runIf(), sorted, seen, report);
            check(config, target, target.enablement().runIfNot(), sorted, seen, report);
        }
    }

    private static void check(
            CiConfig config,
            Target target,
            List<PathPattern> patterns,
            NavigableSet<String> files,
            Set<PathPattern> seen,
            Consumer<Diagnostic> report) {
        for (var pattern : patterns) {
            if (!seen.add(pattern)) {
                continue;
            }
            switch (PathPatterns.reach(pattern, files)) {
                case NONE ->
                        report.accept(
                                Diagnostic.of(
                                        Code.PATTERN_MATCHES_NOTHING,
                                        config.path(),
                                        pattern.at(),
                                        told(pattern, target, "no file"),
                                        null));
                case ALL -> {
                    if (!pattern.body().equals("**")) {
                        report.accept(
                                Diagnostic.of(
                                        Code.PATTERN_MATCHES_ALL,
                                        config.path(),
                                        pattern.at(),
                                        told(pattern, target, "every file"),
                                        "write '**' if that is meant"));
                    }
                }
                case SOME -> {}
            }
        }
    }

    private static String told(PathPattern pattern, Target target, String what) {
        return "'%s' of '%s' matches %s of the repository"
                .formatted(Excerpt.of(pattern.written()), target.name(), what);
    }
}
