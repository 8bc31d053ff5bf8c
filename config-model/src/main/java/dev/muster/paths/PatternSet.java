package dev.muster.paths;

import com.google.re2j.Pattern;

import dev.muster.config.model.PathPattern;
import dev.muster.config.model.PathPattern.Syntax;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The distinct patterns: globs in one automaton, the rest one by one on RE2/J.
final class PatternSet {

    /// Past this many nodes the automaton is not even begun.
    private static final int MOST_NODES = 2_000_000;

    private static final int MOST_REMEMBERED = 50_000;

    private final List<PathFilters.Filter> filters;
    private final List<List<Integer>> filtersOfPattern;
    private final List<Integer> exclusionFilters = new ArrayList<>();
    private final int[] globs;
    private final Single[] singles;
    private final @Nullable LazyDfa dfa;
    private Single @Nullable [] globsOneByOne;
    private final List<PathPattern> patterns;

    /// What was chosen for a set of matching patterns.
    private final Map<Key, PathFilters.Choice[]> chosen = new HashMap<>();

    private PathFilters.Choice[] @Nullable [] chosenByState = new PathFilters.Choice[64][];
    private int flushes;

    private record Single(int pattern, Pattern regex) {}

    private record Key(int[] matched) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key(var theirs) && Arrays.equals(matched, theirs);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(matched);
        }
    }

    PatternSet(List<PathPattern> patterns, List<PathFilters.Filter> filters) {
        this.patterns = patterns;
        this.filters = filters;
        this.filtersOfPattern = new ArrayList<>();
        patterns.forEach(_ -> filtersOfPattern.add(new ArrayList<>()));
        for (var i = 0; i < filters.size(); i++) {
            register(i, filters.get(i));
        }
        this.globs = places(Syntax.GLOB);
        this.singles = singles(places(Syntax.REGEX));
        this.dfa = automaton();
    }

    private void register(int place, PathFilters.Filter filter) {
        if (filter.onlyExcludes()) {
            exclusionFilters.add(place);
        }
        for (var pattern : filter.patterns()) {
            var sharing = filtersOfPattern.get(pattern);
            if (sharing.isEmpty() || sharing.getLast() != place) {
                sharing.add(place);
            }
        }
    }

    private int[] places(Syntax syntax) {
        var places = new ArrayList<Integer>();
        for (var i = 0; i < patterns.size(); i++) {
            if (patterns.get(i).syntax() == syntax) {
                places.add(i);
            }
        }
        return places.stream().mapToInt(Integer::intValue).toArray();
    }

    private Single[] singles(int[] places) {
        return Arrays.stream(places)
                .mapToObj(it -> new Single(it, PathFilters.regex(patterns.get(it))))
                .toArray(Single[]::new);
    }

    private @Nullable LazyDfa automaton() {
        var trees = new ArrayList<Glob>();
        var letters = 0L;
        for (var place : globs) {
            letters += patterns.get(place).body().length();
            trees.add(tree(patterns.get(place)));
        }
        return 3 * letters > MOST_NODES ? null : new LazyDfa(new GlobNfa(trees));
    }

    private static Glob tree(PathPattern pattern) {
        try {
            return Glob.parse(pattern.body());
        } catch (Glob.Misread e) {
            throw new IllegalArgumentException("not a glob: " + pattern, e);
        }
    }

    /// The filters that take a path.
    PathFilters.Choice[] choices(String path) {
        var state = dfa == null ? LazyDfa.GIVEN_UP : dfa.run(path);
        if (state == LazyDfa.GIVEN_UP) {
            return remembered(merged(path, matchedOneByOne(path)));
        }
        if (singles.length > 0) {
            return remembered(merged(path, globPlaces(state)));
        }
        return choicesOf(state);
    }

    private PathFilters.Choice[] choicesOf(int state) {
        var automaton = java.util.Objects.requireNonNull(dfa);
        if (automaton.flushes() != flushes) {
            flushes = automaton.flushes();
            chosenByState = new PathFilters.Choice[64][];
        }
        if (state >= chosenByState.length) {
            chosenByState =
                    Arrays.copyOf(chosenByState, Math.max(state + 1, 2 * chosenByState.length));
        }
        var known = chosenByState[state];
        if (known == null) {
            known = remembered(globPlaces(state));
            chosenByState[state] = known;
        }
        return known;
    }

    private int[] globPlaces(int state) {
        var accepted = java.util.Objects.requireNonNull(dfa).accepted(state);
        var places = new int[accepted.length];
        for (var i = 0; i < places.length; i++) {
            places[i] = globs[accepted[i]];
        }
        return places;
    }

    private int[] matchedOneByOne(String path) {
        if (globsOneByOne == null) {
            globsOneByOne = singles(globs);
        }
        return Arrays.stream(globsOneByOne)
                .filter(it -> it.regex.matches(path))
                .mapToInt(Single::pattern)
                .toArray();
    }

    private int[] merged(String path, int[] globPlaces) {
        var all = Arrays.copyOf(globPlaces, globPlaces.length + singles.length);
        var size = globPlaces.length;
        for (var single : singles) {
            if (single.regex.matches(path)) {
                all[size++] = single.pattern;
            }
        }
        var matched = Arrays.copyOf(all, size);
        Arrays.sort(matched);
        return matched;
    }

    private PathFilters.Choice[] remembered(int[] matched) {
        if (chosen.size() > MOST_REMEMBERED) {
            chosen.clear();
        }
        return chosen.computeIfAbsent(new Key(matched), it -> choose(it.matched));
    }

    private PathFilters.Choice[] choose(int[] matched) {
        var candidates = new java.util.TreeSet<>(exclusionFilters);
        for (var pattern : matched) {
            candidates.addAll(filtersOfPattern.get(pattern));
        }
        var choices = new ArrayList<PathFilters.Choice>();
        for (var place : candidates) {
            var choice = filters.get(place).choose(place, matched);
            if (choice != null) {
                choices.add(choice);
            }
        }
        return choices.toArray(new PathFilters.Choice[0]);
    }
}
