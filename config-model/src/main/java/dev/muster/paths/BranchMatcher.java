package dev.muster.paths;

import com.google.re2j.Pattern;

import java.util.List;
import java.util.Optional;

/// The `enabled_branches` of a configuration or target, compiled. Each entry is matched on its own,
/// against the whole name.
public final class BranchMatcher {

    private final List<String> regexes;
    private final List<Pattern> patterns;

    private BranchMatcher(List<String> regexes) {
        this.regexes = regexes;
        this.patterns = regexes.stream().map(Pattern::compile).toList();
    }

    /// @param regexes ones that [#fault] finds nothing wrong with
    public static BranchMatcher of(List<String> regexes) {
        return new BranchMatcher(List.copyOf(regexes));
    }

    /// Why a text is no regular expression here, if it is none.
    public static Optional<String> fault(String regex) {
        return RegexCost.fault(regex);
    }

    /// What mends a fault that [#fault] found, where that is known.
    public static Optional<String> hint(String fault) {
        return RegexCost.hint(fault);
    }

    /// The first entry that matches a branch's whole name.
    public Optional<String> match(String branch) {
        for (var i = 0; i < patterns.size(); i++) {
            if (patterns.get(i).matches(branch)) {
                return Optional.of(regexes.get(i));
            }
        }
        return Optional.empty();
    }
}
