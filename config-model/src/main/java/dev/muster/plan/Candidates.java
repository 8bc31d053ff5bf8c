package dev.muster.plan;

import dev.muster.config.model.BranchPattern;
import dev.muster.config.model.CiConfig;
import dev.muster.config.model.Effective;
import dev.muster.config.model.PathPattern;
import dev.muster.config.model.PropertyValue;
import dev.muster.config.model.Target;
import dev.muster.config.model.TargetName;
import dev.muster.paths.BranchMatcher;
import dev.muster.paths.PathFilters;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// All targets of a repository's configurations, and their patterns compiled.
final class Candidates {

    private final RepoSettings settings;
    private final List<Candidate> all = new ArrayList<>();
    private final List<BranchMatcher> branchMatchers = new ArrayList<>();
    private final PathFilters filters;
    private final BranchMatcher releaseBranches;

    Candidates(RepoSettings settings, List<CiConfig> configs, List<CiConfig> defaultBranchConfigs) {
        this.settings = settings;
        this.releaseBranches = BranchMatcher.of(settings.releaseBranches());
        var lists = new LinkedHashMap<List<PathPattern>, Integer>();
        var branchPlaces = new LinkedHashMap<List<String>, Integer>();
        var base = targets(defaultBranchConfigs);
        for (var config : configs) {
            for (var target : config.targets()) {
                all.add(candidate(target, config, lists, branchPlaces, base));
            }
        }
        branchPlaces.keySet().forEach(it -> branchMatchers.add(BranchMatcher.of(it)));
        this.filters = PathFilters.compile(List.copyOf(lists.keySet()));
    }

    private Candidate candidate(
            Target target,
            CiConfig config,
            Map<List<PathPattern>, Integer> lists,
            Map<List<String>, Integer> branchPlaces,
            Map<TargetName, Target> base) {
        var enablement = target.enablement();
        var own = enablement.branches().isEmpty() ? config.branches() : enablement.branches();
        var regexes = own.stream().map(BranchPattern::regex).toList();
        var runIf = place(enablement.runIf(), lists);
        var properties = Effective.properties(config, target, false);
        return new Candidate(
                target,
                config,
                branchPlaces.computeIfAbsent(regexes, _ -> branchPlaces.size()),
                runIf,
                runIf >= 0 ? -1 : place(enablement.runIfNot(), lists),
                has(properties, "release_build", new PropertyValue.Flag(true)),
                Scheduling.of(settings, config, target),
                Candidate.base(target, base.get(target.name()), !base.isEmpty()));
    }

    private static int place(List<PathPattern> list, Map<List<PathPattern>, Integer> lists) {
        return list.isEmpty() ? -1 : lists.computeIfAbsent(list, _ -> lists.size());
    }

    private static boolean has(
            Map<String, Effective.Entry> properties, String name, PropertyValue value) {
        var entry = properties.get(name);
        return entry != null && entry.property().value().equals(value);
    }

    private static Map<TargetName, Target> targets(List<CiConfig> configs) {
        var targets = new HashMap<TargetName, Target>();
        configs.forEach(config -> config.targets().forEach(it -> targets.put(it.name(), it)));
        return targets;
    }

    List<Candidate> all() {
        return all;
    }

    RepoSettings settings() {
        return settings;
    }

    PathFilters filters() {
        return filters;
    }

    BranchMatcher releaseBranches() {
        return releaseBranches;
    }

    List<BranchMatcher> branchMatchers() {
        return branchMatchers;
    }
}
