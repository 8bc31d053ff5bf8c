package dev.muster.cli;

import dev.muster.config.diagnostic.Nearest;
import dev.muster.config.model.CiConfig;
import dev.muster.config.model.Target;
import dev.muster.config.model.TargetName;
import dev.muster.plan.Explanation;
import dev.muster.plan.TaskHistory;
import dev.muster.report.TargetJson;
import dev.muster.report.TargetText;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.List;
import java.util.concurrent.Callable;

/// `muster explain`.
@Command(
        name = "explain",
        description = "Show one target resolved, and each rule of its decision for an event.",
        footer = {"", "  muster explain 'Linux analyze' --base-rev main"})
final class ExplainCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin private HelpOption help = new HelpOption();
    @Mixin private ConfigOptions configs = new ConfigOptions();
    @Mixin private EventOptions events = new EventOptions();

    @Parameters(paramLabel = "TARGET", description = "The target's name.")
    private String name = "";

    @Option(names = "--format", paramLabel = "FORMAT", description = "text or json. Default: text.")
    private PlanCommand.Format format = PlanCommand.Format.TEXT;

    ExplainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        var read = configs.read(terminal);
        if (read.isEmpty()) {
            return ExitCode.FAILED;
        }
        var target = find(name, read.get());
        var planner = events.planner(read.get(), terminal);
        if (planner.isEmpty()) {
            return ExitCode.FAILED;
        }
        var event = events.event(read.get());
        var explanation =
                planner.get()
                        .explain(target.name(), event, events.changed(terminal), TaskHistory.NONE)
                        .orElseThrow();
        terminal.out()
                .print(
                        shown(
                                explanation,
                                config(target, read.get()),
                                event instanceof dev.muster.plan.RepoEvent.CommitLanded));
        return ExitCode.DONE;
    }

    private String shown(Explanation explanation, CiConfig config, boolean postsubmit) {
        return switch (format) {
            case TEXT -> new TargetText(terminal.ink()).of(explanation, config, postsubmit);
            case JSON -> TargetJson.of(explanation, config, postsubmit);
        };
    }

    /// The target of a name.
    static Target find(String name, List<CiConfig> configs) {
        var targets = configs.stream().flatMap(it -> it.targets().stream()).toList();
        return targets.stream()
                .filter(it -> it.name().value().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name, targets.stream().map(Target::name).toList()));
    }

    static UsageFault unknown(String name, List<TargetName> known) {
        var names = known.stream().map(TargetName::value).toList();
        var hint =
                Nearest.to(name, names)
                        .map("; did you mean '%s'?"::formatted)
                        .orElse("; 'muster plan --all --diff-unknown' lists all targets");
        return new UsageFault("there is no target '%s'%s".formatted(name, hint));
    }

    private static CiConfig config(Target target, List<CiConfig> configs) {
        return configs.stream()
                .filter(it -> it.targets().contains(target))
                .findFirst()
                .orElseThrow();
    }
}
