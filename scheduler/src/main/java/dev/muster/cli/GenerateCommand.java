package dev.muster.cli;

import dev.muster.adapter.git.LocalRepository;
import dev.muster.config.model.CiConfig;
import dev.muster.generate.GenerateSettings;
import dev.muster.generate.Recipes;
import dev.muster.generate.WorkflowFile;
import dev.muster.generate.Workflows;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// `muster generate`.
@Command(
        name = "generate",
        description =
                "Write the workflows that run the targets on GitHub Actions, into"
                        + " .github/workflows.",
        footer = {
            "",
            "  muster generate --service https://muster.example.org \\",
            "      --program https://example.org/muster.tar.gz --program-sha256 9f86d0…",
            "  muster generate",
            "  muster generate --check",
            "",
            "Addresses and digest are kept in the files' heads; name them again only to change"
                    + " them.",
            "",
            "Exit codes: 0 written, or nothing to write; 5 a file differs (--check, --diff)."
        })
final class GenerateCommand implements Callable<Integer> {

    private static final Pattern PROPERTIES =
            Pattern.compile("^ +properties *: *(?:\\{|#|$)", Pattern.MULTILINE);

    private final Terminal terminal;

    @Mixin private HelpOption help = new HelpOption();
    @Mixin private ConfigOptions configs = new ConfigOptions();

    @Option(
            names = "--service",
            paramLabel = "URL",
            description = "The service that results are reported to; 'none' for none.")
    private @Nullable String service;

    @Option(
            names = "--program",
            paramLabel = "URL",
            description = "The archive with the muster program that the jobs fetch.")
    private @Nullable String program;

    @Option(
            names = "--program-sha256",
            paramLabel = "HEX",
            description = "The archive's SHA-256; the jobs run no other.")
    private @Nullable String sha256;

    @Option(
            names = "--check",
            description = "Write nothing; exit with 5 and a diff where a file differs.")
    private boolean check;

    @Option(names = "--diff", description = "Write nothing; show what would change.")
    private boolean diff;

    @Option(
            names = "--force",
            description = "Replace files of these names that were not made by this command.")
    private boolean force;

    GenerateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        var read = configs.read(terminal);
        if (read.isEmpty()) {
            return ExitCode.FAILED;
        }
        var root = root();
        var names = workflows(root);
        var recipes = new Recipes(names, withProperties(root, names));
        var files = new Workflows(read.get(), recipes, settings(root)).all();
        var changed = files.stream().filter(it -> !it.text().equals(onDisk(root, it))).toList();
        hint(recipes, read.get());
        if (check || diff) {
            changed.forEach(
                    it ->
                            terminal.out()
                                    .print(TextDiff.of(it.path(), onDisk(root, it), it.text())));
            return verdict(changed);
        }
        refuseForeign(root, changed);
        changed.forEach(it -> write(root, it));
        files.forEach(
                it ->
                        terminal.out()
                                .print(
                                        "%s: %s\n"
                                                .formatted(
                                                        it.path(),
                                                        changed.contains(it)
                                                                ? "written"
                                                                : "up to date")));
        return ExitCode.DONE;
    }

    private int verdict(List<WorkflowFile> changed) {
        if (changed.isEmpty()) {
            terminal.out().print("the generated workflows are up to date\n");
            return ExitCode.DONE;
        }
        if (check) {
            terminal.complain("the generated workflows differ; run 'muster generate'");
        }
        return ExitCode.DRIFTED;
    }

    /// The repository's folder: that of git, else that of the first configuration.
    private Path root() {
        var folder = folder(configs.files().values().iterator().next());
        try (var repository = LocalRepository.around(folder)) {
            return repository.workTree().orElse(folder).toAbsolutePath().normalize();
        } catch (LocalRepository.Unreadable e) {
            return folder;
        }
    }

    private static Path folder(Path file) {
        @Nullable Path parent = file.toAbsolutePath().normalize().getParent();
        return parent == null ? Path.of("/") : parent;
    }

    private GenerateSettings settings(Path root) {
        var before = settingsBefore(root);
        var program = chosen(this.program, before.get("program"), "--program");
        var digest = chosen(sha256, before.get("sha256"), "--program-sha256");
        var reported = service == null ? before.get("service") : service;
        var url = "none".equals(reported) ? null : reported;
        var paths = new ArrayList<String>();
        for (var file : configs.files().values()) {
            paths.add(root.relativize(file.toAbsolutePath().normalize()).toString());
        }
        var fault = GenerateSettings.fault(url, program, digest, paths);
        if (fault.isPresent()) {
            throw new UsageFault(fault.get());
        }
        return new GenerateSettings(url, program, digest, paths);
    }

    private static String chosen(@Nullable String given, @Nullable String before, String option) {
        var value = given == null ? before : given;
        if (value == null) {
            throw new UsageFault(
                    "%s is needed the first time: the jobs must know what program to fetch"
                            .formatted(option));
        }
        return value;
    }

    private static Map<String, String> settingsBefore(Path root) {
        var before = new HashMap<String, String>();
        for (var path : List.of(Workflows.PULL, Workflows.PUSH)) {
            text(root.resolve(path)).ifPresent(it -> before.putAll(GenerateSettings.of(it)));
        }
        return before;
    }

    private static Set<String> workflows(Path root) {
        var folder = root.resolve(Recipes.FOLDER);
        if (!Files.isDirectory(folder)) {
            return Set.of();
        }
        try (var files = Files.list(folder)) {
            return files.map(it -> it.getFileName().toString())
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UsageFault("cannot read '%s': %s".formatted(folder, e.getMessage()));
        }
    }

    /// The recipes' workflows that declare an input of this name.
    private static Set<String> withProperties(Path root, Set<String> names) {
        return names.stream()
                .filter(it -> it.startsWith("recipe."))
                .filter(
                        it ->
                                text(root.resolve(Recipes.FOLDER + it))
                                        .filter(PROPERTIES.asPredicate())
                                        .isPresent())
                .collect(Collectors.toUnmodifiableSet());
    }

    private void hint(Recipes recipes, List<CiConfig> read) {
        var missing = recipes.missing(read);
        if (!missing.isEmpty()) {
            var recipe = missing.iterator().next();
            terminal.complain(
                    "%s no workflow, so their targets cannot run there; the first is '%s'%s"
                            .formatted(
                                    missing.size() == 1
                                            ? "1 recipe has"
                                            : missing.size() + " recipes have",
                                    recipe,
                                    Recipes.fileName(recipe)
                                            .map(
                                                    it ->
                                                            ", which "
                                                                    + Recipes.FOLDER
                                                                    + it
                                                                    + " would be")
                                            .orElse("")));
        }
    }

    private void refuseForeign(Path root, List<WorkflowFile> changed) {
        for (var file : changed) {
            var before = onDisk(root, file);
            if (!force && !before.isEmpty() && !before.startsWith("# Made by 'muster generate'")) {
                throw new UsageFault(
                        "'%s' was not made by this command; give --force to replace it"
                                .formatted(file.path()));
            }
        }
    }

    private static String onDisk(Path root, WorkflowFile file) {
        return text(root.resolve(file.path())).orElse("");
    }

    private static Optional<String> text(Path file) {
        return Files.exists(file)
                ? Optional.of(new String(InputFiles.read(file), StandardCharsets.UTF_8))
                : Optional.empty();
    }

    private static void write(Path root, WorkflowFile file) {
        var path = root.resolve(file.path());
        try {
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.text());
        } catch (IOException e) {
            throw new UsageFault("cannot write '%s': %s".formatted(file.path(), e.getMessage()));
        }
    }
}
