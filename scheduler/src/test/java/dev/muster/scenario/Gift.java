package dev.muster.scenario;

import dev.muster.simulation.NewPullRequest;
import dev.muster.simulation.SimulatedJob;
import dev.muster.simulation.SimulatedPullRequest;
import dev.muster.simulation.SimulatedRepository;
import dev.muster.simulation.actions.Job;
import dev.muster.simulation.checks.CheckRun;
import dev.muster.simulation.ground.Json;
import dev.muster.wiring.GitHubStage;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A pull request from the fork of somebody who may not push, and the runs of it that GitHub starts
/// by itself.
///
/// @param stage where it happens
/// @param repository where ada may push
/// @param pull mallory's
record Gift(GitHubStage stage, SimulatedRepository repository, SimulatedPullRequest pull) {

    /// Opens it a few seconds before anybody speaks of it.
    static Gift to(GitHubStage stage, String name) {
        var repository = stage.repository(name);
        repository.permit("ada", "write");
        var fork = repository.fork("mallory");
        var pull =
                repository.openPullRequest(
                        NewPullRequest.titled("Gift", "mallory", Map.of("src/gift.c", "horse"))
                                .fromFork(fork));
        stage.settle();
        stage.clock.pass(Duration.ofSeconds(5));
        return new Gift(stage, repository, pull);
    }

    Gift approve() {
        pull.comment("ada", "/muster approve");
        stage.settle();
        return this;
    }

    String title() {
        return String.valueOf(required().title());
    }

    CheckRun required() {
        return stage.required(repository, pull.head());
    }

    List<String> statuses() {
        return stage.statuses(repository, pull.head());
    }

    List<SimulatedJob> unfinished() {
        return repository.unfinishedJobs().stream()
                .filter(job -> job.event().equals("pull_request"))
                .toList();
    }

    /// GitHub's run decides what runs.
    SimulatedJob planned() {
        var plan = unfinished().getFirst().begin();
        var row = new Job.Plan("Linux unit", List.of("ubuntu-24.04"), Json.object());
        var job = plan.plan(List.of(row)).getFirst();
        plan.end("success");
        return job;
    }
}
