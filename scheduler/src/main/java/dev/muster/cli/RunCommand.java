package dev.muster.cli;

import dev.muster.config.model.CiConfig;
import dev.muster.config.model.Target;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
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

    @Parameters(paramLabel = "TARGET", arity = "1..*", description = "The targets' names.")
    private List<String> names = List.of();

    @Option(names = "--dry-run", description = "Show what would run, and run nothing.")
    private boolean dryRun;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text or json. Default: text.")
    private Format format = Format.TEXT;

    RunCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        var read = configs.read(terminal);
        if (read.isEmpty()) {
            return ExitCode.FAILED;
        }
        var targets = names.stream().map(it -> ExplainCommand.find(it, read.get())).toList();
        for (var target : targets) {
            var misfit = Host.misfit(target);
            if (misfit.isPresent()) {
                terminal.complain(misfit.get());
                return ExitCode.WRONG_HOST;
            }
        }
        var results = new ArrayList<TargetRun.Result>();
        for (var target : targets) {
            results.add(run(target));
        }
        if (format == Format.JSON) {
            terminal.out().print(RunJson.of(results));
        }
        return results.stream().allMatch(TargetRun.Result::passed)
                ? ExitCode.DONE
                : ExitCode.FAILED;
    }

    private TargetRun.Result run(Target target) throws InterruptedException {
        var command = target.work().command();
        if (command == null) {
            throw new UsageFault(
                    "'%s' has no 'run', and this machine knows no recipes; add 'run: [program, argument]'"
                            .formatted(target.name()));
        }
        var run = new TargetRun(target, command, folder(target), Clock.systemUTC());
        if (dryRun) {
            terminal.out()
                    .print("%s: %s\n".formatted(target.name(), String.join(" ", run.words())));
            return run.planned();
        }
        terminal.flush();
        var result =
                run.execute(format == Format.JSON ? TargetRun.Output.ERR : TargetRun.Output.SAME);
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
