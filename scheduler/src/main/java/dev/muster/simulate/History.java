package dev.muster.simulate;

import dev.muster.core.ci.CommitSha;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What happened on a branch, and the truth about it.
///
/// @param commits oldest first
/// @param targets what ran on each of them
/// @param breaks what really was broken, and when
/// @param flakes runs that failed although the code was good, beside those that chance adds
/// @param runners how many tasks of each platform run at once
/// @param seed of all that is left to chance; the same for every policy
public record History(
        List<Landed> commits,
        List<Subject> targets,
        List<Break> breaks,
        Set<Flake> flakes,
        Map<String, Integer> runners,
        long seed) {

    public History {
        commits = List.copyOf(commits);
        targets = List.copyOf(targets);
        breaks = List.copyOf(breaks);
        flakes = Set.copyOf(flakes);
        runners = Map.copyOf(runners);
    }

    /// A commit that landed.
    ///
    /// @param sha its name
    /// @param at when
    /// @param files how many files it changed
    public record Landed(CommitSha sha, Instant at, int files) {}

    /// A target.
    ///
    /// @param name its name
    /// @param platform the platform whose runners it takes
    /// @param takes how long a run takes
    /// @param flakeRate the chance that a run fails although the code is good
    public record Subject(String name, String platform, Duration takes, double flakeRate) {}

    /// A commit that broke a target.
    ///
    /// @param target place of the target
    /// @param culprit place of the commit that broke it
    /// @param mended place of the commit that mended it, or the number of commits
    public record Break(int target, int culprit, int mended) {}

    /// A first run that failed although the code was good.
    ///
    /// @param target place of the target
    /// @param commit place of the commit
    public record Flake(int target, int commit) {}

    /// The time from the first commit to the last.
    public Duration span() {
        return Duration.between(commits.getFirst().at(), commits.getLast().at());
    }

    /// The machine time that a run of every target on every commit would take.
    public Duration everything() {
        var once = targets.stream().map(Subject::takes).reduce(Duration.ZERO, Duration::plus);
        return once.multipliedBy(commits.size());
    }

    /// The share of that which the runners can give in the time from the first commit to the last.
    public double load() {
        var runners = runners().values().stream().mapToInt(it -> it).sum();
        return runners * (double) span().toMillis() / everything().toMillis();
    }
}
