package dev.muster.cli;

import dev.muster.config.model.CiConfig;
import dev.muster.plan.ChangedFiles;
import dev.muster.plan.Planner;
import dev.muster.plan.RepoEvent;
import dev.muster.plan.RepoSettings;
import dev.muster.plan.SchedulingPolicy;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The event to plan, and what the repository's settings say.
final class EventOptions {

    /// The events that can be planned from a command line.
    enum Kind {
        /// a pull request
        PRESUBMIT,
        /// a merge queue's group
        MERGE_GROUP,
        /// a landed commit
        POSTSUBMIT
    }

    @Option(
            names = "--event",
            paramLabel = "EVENT",
            description = "presubmit, merge_group or postsubmit. Default: presubmit.")
    private Kind kind = Kind.PRESUBMIT;

    @Option(
            names = "--branch",
            paramLabel = "NAME",
            description =
                    "The branch that landed, or the base of the pull request. Default: the default"
                            + " branch.")
    private @Nullable String branch;

    @Option(
            names = "--default-branch",
            paramLabel = "NAME",
            description =
                    "Default: main if a configuration enables it, else master if one does, else"
                            + " main.")
    private @Nullable String defaultBranch;

    @Option(
            names = "--base-config",
            paramLabel = "FILE",
            description =
                    "The default branch's copy of the configuration; again for each further one.")
    private @Nullable List<Path> baseConfigs;

    @Option(
            names = "--label",
            paramLabel = "LABEL",
            description = "A label of the pull request; may be repeated.")
    private @Nullable List<String> labels;

    @Option(
            names = "--policy",
            paramLabel = "POLICY",
            description =
                    "batch or guaranteed: how postsubmit treats targets that do not say. Default:"
                            + " what MUSTER_REPOSITORIES says of the repository, else batch.")
    private @Nullable SchedulingPolicy policy;

    @Option(
            names = "--repo",
            paramLabel = "OWNER/NAME",
            description =
                    "The repository whose settings in MUSTER_REPOSITORIES hold; local/NAME is one"
                            + " of this machine. Default: GITHUB_REPOSITORY.")
    private @Nullable String repo;

    @Mixin private ChangeOptions change = new ChangeOptions();

    RepoEvent event(List<CiConfig> configs) {
        if (branch != null && branch.isBlank()) {
            throw new UsageFault("--branch is empty; name the branch, or leave the option out");
        }
        var name = branch == null ? defaultBranch(configs) : branch;
        return switch (kind) {
            case PRESUBMIT ->
                    new RepoEvent.PullRequestUpdated(
                            name, Instant.EPOCH, labels == null ? Set.of() : Set.copyOf(labels));
            case MERGE_GROUP -> new RepoEvent.MergeGroupFormed(name, Instant.EPOCH);
            case POSTSUBMIT -> new RepoEvent.CommitLanded(name, Instant.EPOCH, "0".repeat(40));
        };
    }

    ChangedFiles changed(Terminal terminal) {
        return change.changed(terminal);
    }

    /// The planner; nothing where a base configuration is not valid, which is then reported.
    Optional<Planner> planner(List<CiConfig> configs, Terminal terminal) {
        return base(terminal).map(base -> planner(configs, base));
    }

    Optional<List<CiConfig>> base(Terminal terminal) {
        var base = new java.util.ArrayList<CiConfig>();
        for (var file : baseConfigs == null ? List.<Path>of() : baseConfigs) {
            var read = ConfigOptions.read(file.toString(), InputFiles.read(file), terminal);
            if (read.isEmpty()) {
                return Optional.empty();
            }
            base.add(read.get());
        }
        return Optional.of(base);
    }

    Planner planner(List<CiConfig> configs, List<CiConfig> base) {
        return Planner.of(settings(configs), configs, base);
    }

    RepoSettings settings(List<CiConfig> configs) {
        var usual = ServiceWishes.settings(SettingsOption.here(), repo, defaultBranch(configs));
        return policy == null
                ? usual
                : new RepoSettings(
                        usual.defaultBranch(),
                        policy,
                        usual.batchSize(),
                        usual.runsOn(),
                        usual.releaseBranches());
    }

    private String defaultBranch(List<CiConfig> configs) {
        return defaultBranch == null ? usualBranch(configs) : defaultBranch;
    }

    /// `main` if a configuration enables it, else `master` if one does, else `main`.
    static String usualBranch(List<CiConfig> configs) {
        var enabled =
                dev.muster.paths.BranchMatcher.of(
                        configs.stream()
                                .flatMap(it -> it.branches().stream())
                                .map(it -> it.regex())
                                .toList());
        return enabled.match("main").isEmpty() && enabled.match("master").isPresent()
                ? "master"
                : "main";
    }
}
