package dev.muster.config.check;

import dev.muster.config.diagnostic.Code;
import dev.muster.config.diagnostic.Diagnostic;
import dev.muster.config.diagnostic.Excerpt;
import dev.muster.config.model.CiConfig;
import dev.muster.config.model.PathPattern;
import dev.muster.config.model.Target;
import dev.muster.paths.PathPatterns;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Patterns that match no file of the repository, or all of them. Each pattern is said once.
final class PatternUse implements Rule {

    @Override
    public void check(CiConfig config, CheckContext context, Consumer<Diagnostic> report) {
        var files = context.files();
        if (files == null || files.isEmpty()) {
            return;
        }
        var matches = new HashMap<PathPattern, Integer>();
        for (var target : config.targets()) {
            check(config, target, target.enablement().runIf(), files, matches, report);
            check(config, target, target.enablement().runIfNot(), files, matches, report);
        }
    }

    private static void check(
            CiConfig config,
            Target target,
            List<PathPattern> patterns,
            List<String> files,
            Map<PathPattern, Integer> matches,
            Consumer<Diagnostic> report) {
        for (var pattern : patterns) {
            if (matches.containsKey(pattern)) {
                continue;
            }
            var count = PathPatterns.count(pattern, files);
            matches.put(pattern, count);
            if (count == 0) {
                report.accept(
                        Diagnostic.of(
                                Code.PATTERN_MATCHES_NOTHING,
                                config.path(),
                                pattern.at(),
                                "'%s' of '%s' matches no file of the repository"
                                        .formatted(Excerpt.of(pattern.written()), target.name()),
                                null));
            } else if (count == files.size() && !pattern.body().equals("**")) {
                report.accept(
                        Diagnostic.of(
                                Code.PATTERN_MATCHES_ALL,
                                config.path(),
                                pattern.at(),
                                "'%s' of '%s' matches every file of the repository"
                                        .formatted(Excerpt.of(pattern.written()), target.name()),
                                "write '**' if that is meant"));
            }
        }
    }
}
