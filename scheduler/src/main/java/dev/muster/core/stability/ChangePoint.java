package dev.muster.core.stability;

import java.util.ArrayList;
import java.util.List;

/// A commit with which a target began to behave differently.
///
/// @param position of the commit on its branch
/// @param before what was seen from the change before up to here
/// @param after what was seen from here up to the next change
public record ChangePoint(long position, Rate before, Rate after) {

    /// @param commits with a verdict
    /// @param clean of them those on which no run failed
    public record Rate(int commits, int clean) {}

    /// The changes at some positions of a history, in the order of commits. Those that the history
    /// no longer reaches are left out.
    ///
    /// @param positions in order
    public static List<ChangePoint> of(History history, List<Long> positions) {
        var points = new ArrayList<ChangePoint>();
        for (var i = 0; i < positions.size(); i++) {
            var at = positions.get(i);
            var from = i == 0 ? 0 : positions.get(i - 1);
            var to = i + 1 == positions.size() ? Long.MAX_VALUE : positions.get(i + 1);
            var before = rate(history, from, at);
            var after = rate(history, at, to);
            if (before.commits() > 0 && after.commits() > 0) {
                points.add(new ChangePoint(at, before, after));
            }
        }
        return points;
    }

    private static Rate rate(History history, long from, long to) {
        var commits =
                history.commits().stream()
                        .filter(it -> it.position() >= from && it.position() < to)
                        .toList();
        return new Rate(commits.size(), (int) commits.stream().filter(CommitRuns::clean).count());
    }
}
