package dev.muster.cli;

import dev.muster.cli.actions.StepEnvironment;
import dev.muster.config.model.CiConfig;
import dev.muster.config.model.Target;
import dev.muster.report.RunProperties;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;

/// `muster run`.
@Command(
        name = "run",
        description =
                "Run targets here, as a runner would: their command, environment and timeout.",
        footer = {
            "",
            "  muster run 'Linux analyze'",
            "  muster run --dry-run 'Linux analyze' 'Linux build'",
            "",
            "Exit codes: 0 all passed, 1 a target failed, 2 wrong usage, 4 this machine cannot run"
                    + " a target."
        })
final class RunCommand implements Callable<Integer> {

    /// The forms of output.
    enum Format {
        /// a line a target, behind what the commands print
        TEXT,
        /// one document; what the commands print goes to standard error
        JSON
    }

    private final Terminal terminal;

    @Mixin private HelpOption help = new HelpOption();
    @Mixin private ConfigOptions configs = new ConfigOptions();

    @Parameters(paramLabel = "TARGET", arity = "0..*", description = "The targets' names.")
    private List<String> names = List.of();

    @Option(
            names = "--targets-from",
            paramLabel = "VARIABLE",
            description =
                    "The targets' names, as a JSON list in an environment variable: no name passes"
                            + " a shell.")
    private @Nullable String targetsFrom;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "Where to run. Default: the folder of the configuration.")
    private @Nullable Path folder;

    @Option(
            names = "--report",
            description =
                    "In GitHub Actions: tell the service at MUSTER_URL how the targets go, as the"
                            + " job's identity.")
    private boolean report;

    @Option(
            names = "--event",
            paramLabel = "EVENT",
            description =
                    "presubmit, merge_group or postsubmit: which properties hold. Default:"
                            + " MUSTER_EVENT, else presubmit.")
    private EventOptions.@Nullable Kind event;

    @Option(names = "--dry-run", description = "Show what would run, and run nothing.")
    private boolean dryRun;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text or json. Default: text.")
    private Format format = Format.TEXT;

    RunCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        var wanted = names();
        if (folder != null && !Files.isDirectory(folder)) {
            throw new UsageFault(
                    "there is no folder '%s'; name another with --folder".formatted(folder));
        }
        try (var told =
                ToldRuns.of(terminal, new StepEnvironment(System.getenv()), report && !dryRun)) {
            try {
                return run(wanted, told);
            } catch (UsageFault fault) {
                told.refused(wanted, String.valueOf(fault.getMessage()));
                throw fault;
            }
        }
    }

    private int run(List<String> wanted, ToldRuns told) throws InterruptedException {
        var read = configs.read(terminal);
        if (read.isEmpty()) {
            told.refused(wanted, "the configuration is not valid");
            return ExitCode.FAILED;
        }
        var targets = wanted.stream().map(it -> ExplainCommand.find(it, read.get())).toList();
        for (var target : targets) {
            var misfit = misfit(target);
            if (misfit.isPresent()) {
                terminal.complain(misfit.get());
                told.refused(wanted, misfit.get());
                return ExitCode.WRONG_HOST;
            }
        }
        var results = new ArrayList<TargetRun.Result>();
        for (var target : targets) {
            results.add(run(target, environment(target, read.get()), told));
        }
        if (format == Format.JSON) {
            terminal.out().print(RunJson.of(results));
        }
        return results.stream().allMatch(TargetRun.Result::passed)
                ? ExitCode.DONE
                : ExitCode.FAILED;
    }

    private static Optional<String> misfit(Target target) {
        return target.work().command() == null
                ? Optional.of(
                        "'%s' has no 'run', and this machine knows no recipes; add 'run: [program, argument]'"
                                .formatted(target.name()))
                : Host.misfit(target);
    }

    private List<String> names() {
        if (targetsFrom == null && names.isEmpty()) {
            throw new UsageFault("name the targets to run");
        }
        if (targetsFrom == null) {
            return names;
        }
        if (!names.isEmpty()) {
            throw new UsageFault("--targets-from and names exclude each other; give one");
        }
        return TargetNames.fromVariable(targetsFrom, System.getenv(targetsFrom));
    }

    /// What the command is told of its event. A variable that a workflow sets from nothing is
    /// empty.
    private Map<String, String> environment(Target target, List<CiConfig> read) {
        var word = event == null ? System.getenv("MUSTER_EVENT") : event.name();
        var known =
                Arrays.stream(EventOptions.Kind.values())
                        .filter(it -> it.name().equalsIgnoreCase(word))
                        .findFirst();
        if (known.isEmpty() && word != null && !word.isBlank()) {
            throw new UsageFault(
                    "MUSTER_EVENT is '%s'; it is presubmit, merge_group or postsubmit"
                            .formatted(word));
        }
        var kind = known.orElse(EventOptions.Kind.PRESUBMIT);
        var config =
                read.stream().filter(it -> it.targets().contains(target)).findFirst().orElseThrow();
        var postsubmit = kind == EventOptions.Kind.POSTSUBMIT;
        return Map.of(
                "MUSTER_EVENT",
                kind.name().toLowerCase(Locale.ROOT),
                RunProperties.VARIABLE,
                RunProperties.of(config, target, postsubmit));
    }

    private TargetRun.Result run(Target target, Map<String, String> environment, ToldRuns told)
            throws InterruptedException {
        var run =
                new TargetRun(
                        target,
                        Objects.requireNonNull(target.work().command()),
                        folder == null ? folder(target) : folder.toAbsolutePath().normalize(),
                        environment,
                        Clock.systemUTC());
        if (dryRun) {
            if (format == Format.TEXT) {
                terminal.out()
                        .print("%s: %s\n".formatted(target.name(), String.join(" ", run.words())));
            }
            return run.planned();
        }
        terminal.flush();
        var output = format == Format.JSON ? TargetRun.Output.ERR : TargetRun.Output.SAME;
        var result = told.around(run, output);
        if (format == Format.TEXT) {
            terminal.out().print(result.line(terminal.ink()));
            terminal.flush();
        }
        return result;
    }

    /// The folder of the configuration that declares the target: the repository's root.
    private Path folder(Target target) {
        for (var file : configs.files().values()) {
            var config = ConfigOptions.read(file.toString(), InputFiles.read(file), terminal);
            if (config.map(CiConfig::targets).orElse(List.of()).stream()
                    .anyMatch(it -> it.name().equals(target.name()))) {
                return parent(file);
            }
        }
        return Path.of("").toAbsolutePath();
    }

    private static Path parent(Path file) {
        @Nullable Path parent = file.toAbsolutePath().normalize().getParent();
        return parent == null ? Path.of("/") : parent;
    }
}
