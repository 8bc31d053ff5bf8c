package dev.muster.core.stability;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// What the runs of a target say.
///
/// @param counts verdicts of the window that is shown
/// @param streak clean runs up to now
/// @param failedInRow failed runs since the newest pass
/// @param changePoints positions of the commits with which something new began, oldest first
/// @param flakes weight of the runs that failed although the code was good, since the last change
/// @param runs weight of the runs that count, since the last change
/// @param flakyCommits on how many commits these flakes were
public record Evidence(
        Counts counts,
        Streak streak,
        int failedInRow,
        List<Long> changePoints,
        double flakes,
        double runs,
        int flakyCommits) {

    /// In how many commits beyond the window a run loses half its weight.
    private static final double HALF_LIFE = History.WINDOW;

    public Evidence {
        changePoints = List.copyOf(changePoints);
    }

    /// @param verdicts commits with a verdict
    /// @param passed where all runs passed
    /// @param failed where none did
    /// @param flaky where some did
    public record Counts(int verdicts, int passed, int failed, int flaky) {}

    /// @param runs that passed since the newest failure
    /// @param commits on which they ran
    public record Streak(int runs, int commits) {}

    /// What a history says.
    public static Evidence of(History history) {
        var commits = history.commits();
        var changes = ChangePoints.in(commits);
        var start = changes.isEmpty() ? 0 : changes.getLast();
        var flakes = 0.0;
        var runs = 0.0;
        var flaky = 0;
        for (var at = start; at < commits.size(); at++) {
            var commit = commits.get(at);
            var weight = weight(commits.size() - 1 - at);
            if (commit.clean()) {
                runs += weight * commit.runs();
            } else if (commit.flaky() || isolated(commits, changes, at)) {
                flakes += weight * commit.failures();
                runs += weight * commit.runs();
                flaky++;
            }
            // What only failed and is not settled by its neighbours says nothing yet.
        }
        var positions = new ArrayList<Long>();
        changes.forEach(at -> positions.add(commits.get(at).position()));
        return new Evidence(
                counts(commits),
                streak(commits),
                failedInRow(commits),
                positions,
                flakes,
                runs,
                flaky);
    }

    /// What the commits that are kept weigh, with one clean run on each.
    static double most() {
        return IntStream.range(0, History.HORIZON).mapToDouble(Evidence::weight).sum();
    }

    private static double weight(int age) {
        return age < History.WINDOW ? 1 : Math.pow(0.5, (age - History.WINDOW + 1) / HALF_LIFE);
    }

    /// Whether the target passed just before and just after, and nothing changed between.
    private static boolean isolated(List<CommitRuns> commits, List<Integer> changes, int at) {
        return at > 0
                && at + 1 < commits.size()
                && !commits.get(at - 1).failing()
                && !commits.get(at + 1).failing()
                && !changes.contains(at)
                && !changes.contains(at + 1);
    }

    private static Counts counts(List<CommitRuns> commits) {
        var passed = 0;
        var failed = 0;
        var flaky = 0;
        var window = commits.subList(Math.max(0, commits.size() - History.WINDOW), commits.size());
        for (var commit : window) {
            passed += commit.clean() ? 1 : 0;
            failed += commit.failing() ? 1 : 0;
            flaky += commit.flaky() ? 1 : 0;
        }
        return new Counts(window.size(), passed, failed, flaky);
    }

    private static Streak streak(List<CommitRuns> commits) {
        var runs = 0;
        var count = 0;
        for (var commit : commits.reversed()) {
            if (!commit.clean()) {
                break;
            }
            runs += commit.passed();
            count++;
        }
        return new Streak(runs, count);
    }

    private static int failedInRow(List<CommitRuns> commits) {
        var failed = 0;
        for (var commit : commits.reversed()) {
            if (!commit.failing()) {
                break;
            }
            failed += commit.failed();
        }
        return failed;
    }

    /// What is believed of the flake rate.
    public Posterior posterior() {
        return Posterior.of(flakes, runs);
    }

    /// Where the flake rate lies, for people.
    public Interval interval() {
        return Interval.of(flakes, runs);
    }

    /// The share of runs that were flakes; 0 where nothing ran.
    public double flakeRate() {
        return runs == 0 ? 0 : flakes / runs;
    }
}
