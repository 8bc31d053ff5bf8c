package dev.muster.cli;

import dev.muster.adapter.github.AppKey;
import dev.muster.checks.Wanted;
import dev.muster.config.CiConfigReader;
import dev.muster.config.Reading;
import dev.muster.demo.HarbourPulls;
import dev.muster.generate.GenerateSettings;
import dev.muster.generate.Recipes;
import dev.muster.generate.WorkflowFile;
import dev.muster.generate.Workflows;
import dev.muster.simulation.GitHubSimulation;
import dev.muster.simulation.limits.Limits;
import dev.muster.wiring.GitHubSettings;
import dev.muster.wiring.ServeSettings;
import dev.muster.wiring.StartFailure;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The demonstration on a simulated GitHub: repository, App, pull requests and runners are
/// simulated, the service and what the targets run is not.
final class GitHubDemo {

    private static final int MACHINES = 6;

    private final String service;
    private final GitHubSimulation github;
    private final HarbourPulls story;

    private GitHubDemo(String service, GitHubSimulation github, HarbourPulls story) {
        this.service = service;
        this.github = github;
        this.story = story;
    }

    /// Makes GitHub, starts the service as an App there, and lets both hear of each other.
    ///
    /// @param port of the service, not 0
    static GitHubDemo start(DemoStage stage, int port, Clock clock) throws StartFailure {
        var service = "http://localhost:" + port;
        var github = GitHubSimulation.start(clock);
        stage.closeAfter(github);
        github.limit(Limits.NONE);
        var story = HarbourPulls.begin(github, workflows(service), Wanted.REQUIRED);
        var jobs =
                new DemoJobs(
                        story.repository(),
                        github.url(),
                        service,
                        stage.home().resolve("jobs"),
                        clock,
                        MACHINES);
        stage.closeBefore(jobs);
        github.runBy(jobs::run);
        var here = ServeSettings.here(port, stage.home().resolve("data"), List.of(), 1);
        stage.start(here.on(app(github)), clock);
        github.deliverTo(URI.create("http://127.0.0.1:%d/github/webhook".formatted(port)));
        return new GitHubDemo(service, github, story);
    }

    /// What `muster generate` writes.
    private static Map<String, String> workflows(String service) {
        var text = HarbourPulls.configuration().getBytes(StandardCharsets.UTF_8);
        if (!(CiConfigReader.read(".ci.yaml", text) instanceof Reading.Valid(var config, _))) {
            throw new IllegalStateException("the sample's configuration has errors");
        }
        var settings =
                new GenerateSettings(
                        service,
                        "https://example.com/muster.tar.gz",
                        "0".repeat(64),
                        List.of(".ci.yaml"));
        return new Workflows(List.of(config), new Recipes(Set.of()), settings)
                .all().stream().collect(Collectors.toMap(WorkflowFile::path, WorkflowFile::text));
    }

    private static GitHubSettings app(GitHubSimulation github) {
        try {
            return GitHubSettings.of(
                    github.url(),
                    Long.toString(github.app().id()),
                    AppKey.read(github.app().key().pem()),
                    github.app().webhookSecret(),
                    URI.create(github.issuer().name()));
        } catch (AppKey.Unreadable e) {
            throw new IllegalStateException("the simulated App's key cannot be read", e);
        }
    }

    /// Where people see the grid.
    String service() {
        return service;
    }

    /// Where people see the repository.
    String page() {
        return github.url() + "/" + story.repository().fullName();
    }

    /// Someone does the next thing there.
    List<String> next() {
        return story.next();
    }
}
