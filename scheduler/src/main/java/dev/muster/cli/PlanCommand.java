package dev.muster.cli;

import dev.muster.plan.Plan;
import dev.muster.plan.PlanDifference;
import dev.muster.plan.TaskHistory;
import dev.muster.report.PlanJson;
import dev.muster.report.PlanText;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/// `muster plan`.
@Command(
        name = "plan",
        description = "Show which targets an event runs, and why or why not.",
        footer = {
            "",
            "  git diff --name-only main | muster plan --changed-files -",
            "  muster plan --base-rev main",
            "  muster plan --event postsubmit --diff-unknown --format json",
            "  muster plan --diff-unknown --compare edited.ci.yaml"
        })
final class PlanCommand implements Callable<Integer> {

    /// The forms of output.
    enum Format {
        /// for people
        TEXT,
        /// one document
        JSON
    }

    private final Terminal terminal;

    @Mixin private HelpOption help = new HelpOption();
    @Mixin private ConfigOptions configs = new ConfigOptions();
    @Mixin private EventOptions events = new EventOptions();

    @Option(names = "--format", paramLabel = "FORMAT", description = "text or json. Default: text.")
    private Format format = Format.TEXT;

    @Option(names = "--all", description = "List the targets that do not run one by one, too.")
    private boolean all;

    @Option(
            names = "--compare",
            paramLabel = "FILE",
            description = "Show what an edited copy of the configuration adds, drops or re-gates.")
    private @Nullable Path compare;

    PlanCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        var read = configs.read(terminal);
        if (read.isEmpty()) {
            return ExitCode.FAILED;
        }
        var planner = events.planner(read.get(), terminal);
        if (planner.isEmpty()) {
            return ExitCode.FAILED;
        }
        var changed = events.changed(terminal);
        var plan = planner.get().plan(events.event(read.get()), changed, TaskHistory.NONE);
        if (compare != null) {
            return compared(plan, compare);
        }
        terminal.out()
                .print(
                        switch (format) {
                            case TEXT -> new PlanText(terminal.ink()).of(plan, all);
                            case JSON -> PlanJson.of(plan, read.get(), Map.of());
                        });
        return ExitCode.DONE;
    }

    private int compared(Plan plan, Path file) {
        var edited = ConfigOptions.read(file.toString(), InputFiles.read(file), terminal);
        var base = events.base(terminal);
        if (edited.isEmpty() || base.isEmpty()) {
            return ExitCode.FAILED;
        }
        var after = List.of(edited.get());
        var replanned =
                events.planner(after, base.get())
                        .plan(plan.event(), plan.changed(), TaskHistory.NONE);
        var difference = PlanDifference.between(plan, replanned);
        terminal.out()
                .print(
                        switch (format) {
                            case TEXT -> new PlanText(terminal.ink()).of(difference);
                            case JSON -> PlanJson.of(difference);
                        });
        return ExitCode.DONE;
    }
}
