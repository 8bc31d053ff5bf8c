package dev.muster.paths;

import com.google.re2j.Pattern;

import dev.muster.config.model.PathPattern;
import dev.muster.config.model.PathPattern.Syntax;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

/// All path filters of a repository's configurations, compiled once and decided in one pass.
///
/// A filter is a list of patterns of which the last that matches a path decides; one that only
/// excludes starts from everything. Equal filters and equal patterns are compiled once. Each
/// changed path is read once, whatever the number of filters.
///
/// Safe for use by several threads; they take turns.
public final class PathFilters {

    private final List<Filter> filters;

    /// For each filter as it was given: its place among the distinct ones.
    private final int[] places;

    private final PatternSet patterns;

    private PathFilters(List<Filter> filters, int[] places, PatternSet patterns) {
        this.filters = filters;
        this.places = places;
        this.patterns = patterns;
    }

    /// What a filter selected.
    ///
    /// @param pattern the entry that decided; null where no entry matched, so a filter of
    ///   exclusions alone took the path
    /// @param path the first path that the filter selected, in the order in which they were listed
    public record Witness(@Nullable PathPattern pattern, String path) {}

    /// @param filters lists of patterns that [PathPatterns] accepts; an empty list selects nothing
    public static PathFilters compile(List<List<PathPattern>> filters) {
        Map<PathPattern, Integer> patternPlaces = new LinkedHashMap<>();
        Map<List<PathPattern>, Integer> filterPlaces = new LinkedHashMap<>();
        var places = new int[filters.size()];
        for (var i = 0; i < places.length; i++) {
            places[i] = filterPlaces.computeIfAbsent(filters.get(i), _ -> filterPlaces.size());
            filters.get(i)
                    .forEach(it -> patternPlaces.putIfAbsent(unsigned(it), patternPlaces.size()));
        }
        var distinct = new ArrayList<Filter>();
        for (var filter : filterPlaces.keySet()) {
            distinct.add(
                    new Filter(
                            filter,
                            filter.stream()
                                    .mapToInt(it -> patternPlaces.get(unsigned(it)))
                                    .toArray()));
        }
        return new PathFilters(
                distinct, places, new PatternSet(List.copyOf(patternPlaces.keySet()), distinct));
    }

    private static PathPattern unsigned(PathPattern pattern) {
        return pattern.excludes()
                ? new PathPattern(false, pattern.syntax(), pattern.body())
                : pattern;
    }

    /// Decides all filters for a list of paths.
    ///
    /// @throws CancellationException when the thread is interrupted: whoever asked has given up
    public Selections select(List<String> paths) {
        var witnesses = new @Nullable Witness[filters.size()];
        var open = filters.size();
        synchronized (patterns) {
            for (var path : paths) {
                if (open == 0) {
                    break;
                }
                if (Thread.currentThread().isInterrupted()) {
                    throw new CancellationException("interrupted between two paths");
                }
                for (var choice : patterns.choices(path)) {
                    if (witnesses[choice.filter()] == null) {
                        witnesses[choice.filter()] = new Witness(choice.pattern(), path);
                        open--;
                    }
                }
            }
        }
        return new Selections(witnesses, places);
    }

    /// The answers for one list of paths.
    public static final class Selections {

        private final @Nullable Witness[] witnesses;
        private final int[] places;

        private Selections(@Nullable Witness[] witnesses, int[] places) {
            this.witnesses = witnesses;
            this.places = places;
        }

        /// Whether the filter at this place of the compiled list selects a path.
        public boolean selects(int filter) {
            return witnesses[places[filter]] != null;
        }

        /// What it selected first; null where it selects nothing.
        public @Nullable Witness witness(int filter) {
            return witnesses[places[filter]];
        }
    }

    /// A distinct filter.
    ///
    /// @param entries as written
    /// @param patterns for each entry the place of its pattern
    record Filter(List<PathPattern> entries, int[] patterns) {

        boolean onlyExcludes() {
            return !entries.isEmpty() && entries.stream().allMatch(PathPattern::excludes);
        }

        /// The choice for a path that the given patterns match (ascending), or null.
        @Nullable Choice choose(int filter, int[] matched) {
            for (var i = patterns.length - 1; i >= 0; i--) {
                if (Arrays.binarySearch(matched, patterns[i]) >= 0) {
                    return entries.get(i).excludes() ? null : new Choice(filter, entries.get(i));
                }
            }
            return onlyExcludes() ? new Choice(filter, null) : null;
        }
    }

    /// A filter that takes a path, and the entry that decided it.
    record Choice(int filter, @Nullable PathPattern pattern) {}

    /// A regular expression for a pattern, whatever its syntax.
    static Pattern regex(PathPattern pattern) {
        if (pattern.syntax() == Syntax.REGEX) {
            return Pattern.compile(pattern.body());
        }
        try {
            return Pattern.compile(GlobRegex.of(Glob.parse(pattern.body())));
        } catch (Glob.Misread e) {
            throw new IllegalArgumentException("not a glob: " + pattern, e);
        }
    }
}
