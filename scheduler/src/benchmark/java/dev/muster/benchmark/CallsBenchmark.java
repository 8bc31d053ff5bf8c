package dev.muster.benchmark;

import dev.muster.scenario.BusyHour;
import dev.muster.testkit.Databases;
import dev.muster.wiring.GitHubStage;

import java.time.Duration;

/// What an hour of pull requests costs of the calls that GitHub allows in an hour, on a clock that
/// is moved by hand. Every job begins at once and takes 10 to 20 minutes.
final class CallsBenchmark {

    private CallsBenchmark() {}

    /// Arguments: how many targets (500), how many pull requests (50), over how many minutes (60).
    public static void main(String[] arguments) {
        var targets = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 500;
        var pulls = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 50;
        var minutes = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 60;
        try (var stage = GitHubStage.on(Databases.h2())) {
            var hour = new BusyHour(stage, targets);
            var took = hour.open(pulls, Duration.ofMinutes(minutes));
            System.out.printf(
                    "%d targets, %d pull requests in %d minutes, all done after %d:%n%s%n%s%n",
                    targets, pulls, minutes, took.toMinutes(), hour.told(), hour.verdicts());
            var wrong = hour.lostOrDoubled();
            System.out.println(wrong.isEmpty() ? "None lost, none twice." : "Wrong: " + wrong);
        }
        System.exit(0);
    }
}
