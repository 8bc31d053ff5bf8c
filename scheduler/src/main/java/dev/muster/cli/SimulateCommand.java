package dev.muster.cli;

import dev.muster.config.model.CiConfig;
import dev.muster.plan.ChangedFiles;
import dev.muster.plan.Decision;
import dev.muster.plan.Planner;
import dev.muster.plan.RepoEvent;
import dev.muster.plan.RepoSettings;
import dev.muster.plan.SchedulingPolicy;
import dev.muster.plan.TaskHistory;
import dev.muster.simulate.Comparison;
import dev.muster.simulate.ComparisonPlot;
import dev.muster.simulate.ComparisonText;
import dev.muster.simulate.Policy;
import dev.muster.simulate.Seeding;
import dev.muster.simulate.Truth;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/// `muster simulate`.
@Command(
        name = "simulate",
        description =
                "Replay a recorded history under scheduling policies: machine time, time until a"
                        + " break is seen, suspect ranges, time until the culprit is named, gaps.",
        footer = {
            "",
            "  muster simulate --history commits.jsonl",
            "  muster simulate --history commits.jsonl --policy value,cocoon --load 0.2,0.3,0.5",
            "  muster simulate --history commits.jsonl --newest 500 --format json",
            "",
            "A history has a line for each commit: {\"sha\": …, \"time\": seconds, \"files\":"
                + " [path, …]}, or \"changedFiles\" with their number. GET …/history of a service"
                + " answers its own, with the truth in a last line, {\"truth\": …}. What neither it"
                + " nor the truth tells is made up from the seed: durations, flakes, breaks and"
                + " runners.",
            "A truth has any of {\"targets\": [{\"name\", \"minutes\", \"flakeRate\"}],"
                    + " \"breaks\": [{\"target\", \"culprit\", \"mended\"}], \"flakes\":"
                    + " [{\"target\", \"commit\"}], \"runners\": {platform: count}}."
        })
final class SimulateCommand implements Callable<Integer> {

    /// The forms of output.
    enum Format {
        /// a table for people
        TEXT,
        /// one document
        JSON,
        /// a picture
        SVG
    }

    private final Terminal terminal;

    @Mixin private HelpOption help = new HelpOption();
    @Mixin private ConfigOptions configs = new ConfigOptions();

    @Option(
            names = "--history",
            paramLabel = "FILE",
            required = true,
            description = "The commits, a JSON document on each line, in any order.")
    private Path history = Path.of("");

    @Option(
            names = "--truth",
            paramLabel = "FILE",
            description =
                    "What was recorded beside the commits: durations and flake rates of targets,"
                            + " breaks, flakes, runners; a JSON document.")
    private @Nullable Path truth;

    @Option(
            names = "--policy",
            paramLabel = "POLICY",
            split = ",",
            description =
                    "value, cocoon, cocoon-original or guaranteed; several with commas. Default:"
                            + " value,cocoon,guaranteed.")
    private List<String> policies = List.of("value", "cocoon", "guaranteed");

    @Option(
            names = "--branch",
            paramLabel = "NAME",
            description = "The branch that the commits landed on. Default: the default branch.")
    private String branch = "";

    @Option(
            names = "--newest",
            paramLabel = "COUNT",
            description = "Replay only so many of the newest commits.")
    private int newest = Integer.MAX_VALUE;

    @Option(
            names = "--load",
            paramLabel = "SHARE",
            split = ",",
            description =
                    "How many runners there are: the share of all targets on all commits that they"
                            + " could run; several with commas are compared one after the other."
                            + " Default: 0.3.")
    private List<Double> loads = List.of(0.3);

    @Option(
            names = "--breaks",
            paramLabel = "COUNT",
            description = "How many breaks to make up where none are recorded. Default: 200.")
    private int breaks = 200;

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            description = "Where chance begins; the same number gives the same. Default: 1.")
    private long seed = 1;

    @Option(
            names = "--free",
            description = "Let every policy use all runners, rather than what cocoon uses.")
    private boolean free;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "text, json, or svg: a picture of several loads. Default: text.")
    private Format format = Format.TEXT;

    SimulateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        var chosen = chosen();
        check();
        var read = configs.read(terminal);
        if (read.isEmpty()) {
            return ExitCode.FAILED;
        }
        var platforms = platforms(read.get());
        if (platforms.isEmpty()) {
            throw new UsageFault("no target of the configuration runs when a commit lands");
        }
        var file = HistoryFile.read(history);
        var all = file.commits();
        var commits = all.subList(Math.max(0, all.size() - newest), all.size());
        var recorded = recorded(file, platforms);
        var comparisons = new ArrayList<Comparison>();
        for (var load : loads) {
            var past = new Seeding(seed, breaks, load).history(commits, platforms, recorded);
            comparisons.add(Comparison.of(past, chosen, !free));
        }
        terminal.out()
                .print(
                        switch (format) {
                            case TEXT ->
                                    comparisons.stream()
                                            .map(ComparisonText::of)
                                            .collect(Collectors.joining("\n"));
                            case JSON -> SimulateJson.of(comparisons);
                            case SVG -> ComparisonPlot.of(comparisons);
                        });
        return ExitCode.DONE;
    }

    /// What is given beside the history, else what the history holds itself.
    private Truth recorded(HistoryFile.Recorded file, Map<String, String> platforms) {
        if (truth != null) {
            return TruthFile.read(truth, file.commits(), newest, platforms);
        }
        var inside = file.truth();
        return inside == null
                ? Truth.UNKNOWN
                : TruthFile.read(inside, history, file.commits(), newest, platforms);
    }

    private List<Policy> chosen() {
        return policies.stream()
                .map(
                        it ->
                                Policy.of(it)
                                        .orElseThrow(
                                                () ->
                                                        new UsageFault(
                                                                "there is no policy '%s'; there are %s"
                                                                        .formatted(it, words()))))
                .toList();
    }

    private static String words() {
        return String.join(", ", Arrays.stream(Policy.values()).map(Policy::word).toList());
    }

    private void check() {
        for (var load : loads) {
            if (!(load > 0 && load <= 10)) {
                throw new UsageFault("'--load' is %s; give a share such as 0.3".formatted(load));
            }
        }
        if (breaks < 0) {
            throw new UsageFault("'--breaks' is %d; give 0 or more".formatted(breaks));
        }
        if (newest < 1) {
            throw new UsageFault("'--newest' is %d; give 1 or more".formatted(newest));
        }
    }

    /// The targets that this program runs when a commit lands, with their platforms.
    private Map<String, String> platforms(List<CiConfig> read) {
        var name = branch.isEmpty() ? EventOptions.usualBranch(read) : branch;
        var settings = new RepoSettings(name, SchedulingPolicy.GUARANTEED, 6, Map.of(), List.of());
        var landed = new RepoEvent.CommitLanded(name, Instant.EPOCH, "0".repeat(40));
        var plan =
                Planner.of(settings, read, List.of())
                        .plan(landed, new ChangedFiles.Unknown(""), TaskHistory.NONE);
        var platforms = new LinkedHashMap<String, String>();
        for (var decision : plan.decisions()) {
            switch (decision) {
                case Decision.Run(var target, _, _, _) ->
                        platforms.put(target.name().value(), target.platform());
                case Decision.Defer(var target, _, _, _) ->
                        platforms.put(target.name().value(), target.platform());
                case Decision.Skip _ -> {}
                case Decision.External _ -> {}
            }
        }
        return platforms;
    }
}
