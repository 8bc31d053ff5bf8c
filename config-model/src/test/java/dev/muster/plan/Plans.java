package dev.muster.plan;

import dev.muster.config.CiConfigReader;
import dev.muster.config.Reading;
import dev.muster.config.model.CiConfig;
import dev.muster.config.model.TargetName;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// Plans from a few lines of configuration.
final class Plans {

    static final RepoSettings SETTINGS = RepoSettings.defaults("main");

    private Plans() {}

    /// A configuration from the entries of its targets.
    static CiConfig config(String targets) {
        var text =
                "enabled_branches: [main, 'release/.*']\n"
                        + "platform_properties: {linux: {}}\n"
                        + "targets:\n"
                        + targets;
        return switch (CiConfigReader.read(".ci.yaml", text.getBytes(StandardCharsets.UTF_8))) {
            case Reading.Valid(var config, _) -> config;
            case Reading.Invalid(var diagnostics) -> throw new AssertionError(diagnostics);
        };
    }

    static RepoEvent pullRequest(String branch) {
        return new RepoEvent.PullRequestUpdated(branch, Instant.EPOCH, Set.of());
    }

    static RepoEvent landed(String branch) {
        return new RepoEvent.CommitLanded(branch, Instant.EPOCH, "0".repeat(40));
    }

    static ChangedFiles files(String... paths) {
        return new ChangedFiles.Known(Arrays.asList(paths));
    }

    /// One line a target: its name's second word, what is decided and why.
    static String lines(Plan plan) {
        var text = new StringBuilder();
        plan.decisions()
                .forEach(
                        it ->
                                text.append(it.target().name().value().replace("Linux ", ""))
                                        .append(' ')
                                        .append(it.word())
                                        .append(' ')
                                        .append(it.reason().word())
                                        .append('\n'));
        return text.toString();
    }

    static Plan plan(CiConfig config, RepoEvent event, ChangedFiles changed) {
        return Planner.of(SETTINGS, List.of(config), List.of())
                .plan(event, changed, TaskHistory.NONE);
    }

    static TargetName name(String word) {
        return new TargetName("Linux " + word);
    }
}
