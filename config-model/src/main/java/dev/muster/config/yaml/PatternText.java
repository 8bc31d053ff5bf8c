package dev.muster.config.yaml;

import dev.muster.config.diagnostic.Code;
import dev.muster.config.diagnostic.Excerpt;
import dev.muster.config.model.BranchPattern;
import dev.muster.config.model.PathPattern;
import dev.muster.config.model.PathPattern.Syntax;
import dev.muster.paths.BranchMatcher;
import dev.muster.paths.PathPatterns;
import dev.muster.paths.PathPatterns.Parsed;
import dev.muster.paths.RegexCost;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The branch and path patterns of one file. Each distinct text is read once, however often it
/// stands there, and said to be read as a regular expression once.
final class PatternText {

    /// Steps of all regular expressions of a file together.
    private static final long MOST_STEPS = 200_000;

    private final Faults faults;
    private final Map<String, Parsed> paths = new HashMap<>();
    private final Map<String, Optional<String>> branchFaults = new HashMap<>();
    private long steps;

    PatternText(Faults faults) {
        this.faults = faults;
    }

    List<BranchPattern> branches(List<Node.Scalar> entries) {
        var branches = new ArrayList<BranchPattern>(entries.size());
        for (var entry : entries) {
            var fault = branchFaults.computeIfAbsent(entry.text(), this::branchFault);
            if (fault.isPresent()) {
                faults.add(
                        Code.BAD_REGEX,
                        entry.at(),
                        "'%s' is not a regular expression that is understood here: %s"
                                .formatted(Excerpt.of(entry.text()), Excerpt.ofFault(fault.get())),
                        BranchMatcher.hint(fault.get()).orElse(null));
            } else {
                branches.add(new BranchPattern(entry.text(), entry.at()));
            }
        }
        return branches;
    }

    List<PathPattern> paths(List<Node.Scalar> entries) {
        var patterns = new ArrayList<PathPattern>(entries.size());
        for (var entry : entries) {
            var known = paths.get(entry.text());
            var parsed = known == null ? read(entry) : known;
            switch (parsed) {
                case Parsed.Ok(var pattern, _) -> patterns.add(pattern.standing(entry.at()));
                case Parsed.Bad(var syntax, var why, var hint) ->
                        faults.add(
                                syntax == Syntax.GLOB ? Code.BAD_GLOB : Code.BAD_REGEX,
                                entry.at(),
                                "'%s' is no pattern: %s"
                                        .formatted(Excerpt.of(entry.text()), Excerpt.ofFault(why)),
                                hint);
            }
        }
        return patterns;
    }

    private Parsed read(Node.Scalar entry) {
        var parsed = PathPatterns.parse(entry.text());
        if (parsed instanceof Parsed.Ok(var pattern, var guessed)
                && pattern.syntax() == Syntax.REGEX) {
            var fault = tooMany(pattern.body());
            if (fault.isPresent()) {
                parsed = new Parsed.Bad(Syntax.REGEX, fault.get(), "use globs, or split the file");
            } else if (guessed) {
                faults.add(
                        Code.READ_AS_REGEX,
                        entry.at(),
                        "'%s' is read as a regular expression".formatted(Excerpt.of(entry.text())),
                        "say 'regex:' or 'glob:' in front of it");
            }
        }
        paths.put(entry.text(), parsed);
        return parsed;
    }

    private Optional<String> branchFault(String regex) {
        return steps > MOST_STEPS
                ? tooMany(regex)
                : BranchMatcher.fault(regex).or(() -> tooMany(regex));
    }

    private Optional<String> tooMany(String regex) {
        steps += RegexCost.of(regex);
        return steps > MOST_STEPS
                ? Optional.of(
                        "the file's regular expressions together have more than %,d steps"
                                .formatted(MOST_STEPS))
                : Optional.empty();
    }
}
