package dev.muster.cli;

import dev.muster.adapter.git.LocalRepository;
import dev.muster.config.CiConfigReader;
import dev.muster.config.Reading;
import dev.muster.config.check.CheckContext;
import dev.muster.config.check.Checks;
import dev.muster.config.diagnostic.Diagnostic;
import dev.muster.config.diagnostic.Excerpt;
import dev.muster.config.model.CiConfig;
import dev.muster.config.yaml.ConfigText;
import dev.muster.report.DiagnosticsGitHub;
import dev.muster.report.DiagnosticsJson;
import dev.muster.report.DiagnosticsSarif;
import dev.muster.report.DiagnosticsText;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/// `muster validate`.
@Command(
        name = "validate",
        description = "Check .ci.yaml files and report every fault with its place.",
        footer = {
            "",
            "  muster validate",
            "  muster validate --base-rev origin/main --format github",
            "  muster validate --together .ci.yaml engine/.ci.yaml"
        })
final class ValidateCommand implements Callable<Integer> {

    /// The forms of output.
    enum Format {
        /// for people
        TEXT,
        /// one document
        JSON,
        /// workflow commands that annotate lines
        GITHUB,
        /// for code scanning
        SARIF
    }

    private final Terminal terminal;

    @Mixin private HelpOption help = new HelpOption();

    @Parameters(
            paramLabel = "FILE",
            description = "The files. Default: the nearest .ci.yaml upward.")
    private @Nullable List<Path> files;

    @Option(
            names = "--base",
            paramLabel = "FILE",
            description = "The default branch's copy: adds the rules that compare with it.")
    private @Nullable Path base;

    @Option(
            names = "--base-rev",
            paramLabel = "REV",
            description = "The same, from a revision of the git repository.")
    private @Nullable String baseRev;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "text, json, github or sarif. Default: text.")
    private Format format = Format.TEXT;

    @Option(names = "--strict", description = "An unpinned dependency is an error.")
    private boolean strict;

    @Option(
            names = "--owners",
            description =
                    "A target that nobody answers for is an error. Otherwise it is a warning, where"
                            + " other targets have an owner.")
    private boolean owners;

    @Option(
            names = "--together",
            description = "The files are one repository's: names must be unique across them.")
    private boolean together;

    ValidateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (base != null && baseRev != null) {
            throw new UsageFault("--base and --base-rev exclude each other; give one");
        }
        var named = named();
        var diagnostics = new ArrayList<Diagnostic>();
        var summaries = new ArrayList<DiagnosticsJson.File>();
        var configs = new ArrayList<CiConfig>();
        for (var file : named.entrySet()) {
            var reading =
                    CiConfigReader.read(
                            file.getKey(), file.getValue(), context(Path.of(file.getKey())));
            diagnostics.addAll(reading.diagnostics());
            if (reading instanceof Reading.Valid(var config, _)) {
                configs.add(config);
            }
            summaries.add(summary(file.getKey(), file.getValue()));
        }
        if (together) {
            diagnostics.addAll(Checks.together(configs));
        }
        print(named, summaries, diagnostics);
        return diagnostics.stream().anyMatch(Diagnostic::isError) ? ExitCode.FAILED : ExitCode.DONE;
    }

    private Map<String, byte[]> named() {
        var named = new LinkedHashMap<String, byte[]>();
        var given =
                files == null || files.isEmpty()
                        ? List.of(InputFiles.findConfig(Path.of("")))
                        : files;
        given.forEach(it -> named.put(it.toString(), InputFiles.read(it)));
        return named;
    }

    private static DiagnosticsJson.File summary(String path, byte[] bytes) {
        var config = ConfigText.read(path, bytes).config();
        return config == null
                ? new DiagnosticsJson.File(path, 0, 0)
                : new DiagnosticsJson.File(
                        path, config.targets().size(), config.platforms().size());
    }

    private CheckContext context(Path file) {
        var around = Surroundings.of(file);
        return new CheckContext(
                baseOf(file),
                around.files(),
                around.branches(),
                strict,
                owners || around.inUse()
                        ? new CheckContext.OwnerSearch(around.owners(), owners)
                        : null,
                Map.of());
    }

    private @Nullable List<CiConfig> baseOf(Path file) {
        if (base != null) {
            return configs(base.toString(), InputFiles.read(base));
        }
        return baseRev == null ? null : atRevision(file, baseRev);
    }

    /// A file that the revision does not have is new as a whole, so there is nothing to compare
    /// with.
    private @Nullable List<CiConfig> atRevision(Path file, String revision) {
        var absolute = file.toAbsolutePath().normalize();
        try (var repository = LocalRepository.around(absolute.resolveSibling("."))) {
            var root =
                    repository
                            .workTree()
                            .orElseThrow(() -> new UsageFault("--base-rev needs a working tree"));
            var inside = root.toAbsolutePath().normalize().relativize(absolute).toString();
            return repository
                    .file(repository.resolve(revision), inside)
                    .map(it -> configs(revision + ":" + inside, it))
                    .orElse(null);
        } catch (LocalRepository.Unreadable e) {
            throw new UsageFault(e.why());
        }
    }

    private static List<CiConfig> configs(String name, byte[] bytes) {
        var config = ConfigText.read(name, bytes).config();
        if (config == null) {
            throw new UsageFault(
                    "'%s' cannot be read as a configuration, so nothing can be compared with it"
                            .formatted(name));
        }
        return List.of(config);
    }

    private void print(
            Map<String, byte[]> named,
            List<DiagnosticsJson.File> summaries,
            List<Diagnostic> diagnostics) {
        switch (format) {
            case JSON -> terminal.out().print(DiagnosticsJson.of(summaries, diagnostics));
            case GITHUB -> terminal.out().print(DiagnosticsGitHub.of(diagnostics));
            case SARIF ->
                    terminal.out()
                            .print(
                                    DiagnosticsSarif.of(
                                            summaries, diagnostics, MusterCommand.Version.text()));
            case TEXT -> {
                terminal.out().print(new DiagnosticsText(named, terminal.ink()).of(diagnostics));
                summaries.forEach(it -> terminal.out().print(line(it, diagnostics)));
            }
        }
    }

    private static String line(DiagnosticsJson.File file, List<Diagnostic> diagnostics) {
        var own = diagnostics.stream().filter(it -> it.path().equals(file.path())).toList();
        var faults = own.isEmpty() ? "nothing to mend" : DiagnosticsText.summary(own);
        return "%s: %s: %s on %s, %s\n"
                .formatted(
                        Excerpt.aligned(file.path()),
                        own.stream().anyMatch(Diagnostic::isError)
                                ? "not a valid configuration"
                                : "valid",
                        counted(file.targets(), "target"),
                        counted(file.platforms(), "platform"),
                        faults);
    }

    private static String counted(int number, String what) {
        return "%,d %s%s".formatted(number, what, number == 1 ? "" : "s");
    }
}
