package dev.muster.core.tree;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// How long a tree was in which state, and why.
///
/// @param stretches what is known, oldest first, cut to the time asked for
/// @param weeks time in each state by the week's first day, a Monday in UTC
/// @param causes time not open by cause; where two causes held at once it counts for both
public record TreePast(
        List<Stretch> stretches,
        SortedMap<LocalDate, Map<TreeWord, Duration>> weeks,
        SortedMap<String, Duration> causes) {

    public TreePast {
        stretches = List.copyOf(stretches);
        weeks = Collections.unmodifiableSortedMap(weeks);
        causes = Collections.unmodifiableSortedMap(causes);
    }

    /// A time in which neither state nor causes changed.
    ///
    /// @param word the state
    /// @param since its begin
    /// @param until its end; of the last, the time that was asked at
    /// @param causes names of what closed or throttled it
    public record Stretch(TreeWord word, Instant since, Instant until, List<String> causes) {
        public Stretch {
            causes = List.copyOf(causes);
        }

        /// How long it took.
        public Duration length() {
            return Duration.between(since, until);
        }
    }

    /// What changed, when.
    ///
    /// @param word the state from then on
    /// @param at when
    /// @param causes names of what closed or throttled it
    public record Change(TreeWord word, Instant at, List<String> causes) {
        public Change {
            causes = List.copyOf(causes);
        }
    }

    /// The past between two times. Before the first change a tree was open.
    ///
    /// @param changes oldest first
    public static TreePast of(List<Change> changes, Instant from, Instant to) {
        var stretches = stretches(changes, from, to);
        var weeks = new TreeMap<LocalDate, Map<TreeWord, Duration>>();
        var causes = new TreeMap<String, Duration>();
        for (var stretch : stretches) {
            if (stretch.word() != TreeWord.OPEN) {
                stretch.causes().forEach(it -> causes.merge(it, stretch.length(), Duration::plus));
            }
            spread(stretch, weeks);
        }
        return new TreePast(stretches, weeks, causes);
    }

    private static List<Stretch> stretches(List<Change> changes, Instant from, Instant to) {
        var stretches = new ArrayList<Stretch>();
        var now = new Change(TreeWord.OPEN, from, List.of());
        for (var change : changes) {
            add(stretches, now, change.at().isBefore(to) ? change.at() : to);
            var at = change.at().isBefore(from) ? from : change.at();
            now = new Change(change.word(), at, change.causes());
        }
        add(stretches, now, to);
        return stretches;
    }

    private static void add(List<Stretch> stretches, Change begin, Instant until) {
        if (!begin.at().isBefore(until)) {
            return;
        }
        var last = stretches.isEmpty() ? null : stretches.getLast();
        if (last != null && last.word() == begin.word() && last.causes().equals(begin.causes())) {
            // What is said of a cause changed, and not the cause.
            stretches.removeLast();
            stretches.add(new Stretch(last.word(), last.since(), until, last.causes()));
        } else {
            stretches.add(new Stretch(begin.word(), begin.at(), until, begin.causes()));
        }
    }

    private static void spread(Stretch stretch, Map<LocalDate, Map<TreeWord, Duration>> weeks) {
        var at = stretch.since();
        while (at.isBefore(stretch.until())) {
            var monday = at.atZone(ZoneOffset.UTC).toLocalDate();
            monday = monday.minusDays(monday.getDayOfWeek().getValue() - 1L);
            var next = monday.plusWeeks(1).atStartOfDay(ZoneOffset.UTC).toInstant();
            var end = next.isBefore(stretch.until()) ? next : stretch.until();
            weeks.computeIfAbsent(monday, _ -> new TreeMap<>())
                    .merge(stretch.word(), Duration.between(at, end), Duration::plus);
            at = end;
        }
    }
}
