package dev.muster.cli;

import dev.muster.adapter.git.LocalCommit;
import dev.muster.adapter.git.LocalRepository;
import dev.muster.config.diagnostic.Diagnostic;
import dev.muster.config.edit.EditOutcome;
import dev.muster.config.model.TargetName;
import dev.muster.report.DiagnosticsText;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.function.BiFunction;

/// What `promote` and `demote` have in common: find the file, edit one target, say what changed.
final class EditCommand {

    private final Terminal terminal;
    private final @Nullable String message;

    /// @param message of the commit to make; null: none is made
    EditCommand(Terminal terminal, @Nullable String message) {
        this.terminal = terminal;
        this.message = message;
    }

    /// @param edit from the file's name and bytes to the outcome
    int run(
            String name,
            @Nullable Path config,
            String already,
            BiFunction<String, byte[], EditOutcome> edit) {
        if (name.isBlank()) {
            throw new UsageFault("the target's name is empty");
        }
        var file = config == null ? InputFiles.findConfig(Path.of("")) : config;
        var bytes = InputFiles.read(file);
        return switch (edit.apply(file.toString(), bytes)) {
            case EditOutcome.Edited edited -> write(file, edited);
            case EditOutcome.AlreadySo(var line) -> {
                terminal.out()
                        .print(
                                "%s:%d: '%s' %s; nothing to do\n"
                                        .formatted(file, line, name, already));
                yield ExitCode.DONE;
            }
            case EditOutcome.NoSuchTarget(var nearest) ->
                    throw new UsageFault(
                            "%s has no target '%s'%s"
                                    .formatted(
                                            file,
                                            name,
                                            nearest.isEmpty()
                                                    ? ""
                                                    : "; did you mean '"
                                                            + nearest.getFirst()
                                                            + "'?"));
            case EditOutcome.Unreadable(var diagnostics) -> {
                var errors = diagnostics.stream().filter(Diagnostic::isError).toList();
                terminal.err()
                        .print(
                                new DiagnosticsText(Map.of(file.toString(), bytes), terminal.ink())
                                        .of(errors));
                terminal.complain(
                        "%s was left as it is: %s"
                                .formatted(file, DiagnosticsText.summary(errors)));
                yield ExitCode.FAILED;
            }
            case EditOutcome.Unsupported(var why, var line) ->
                    throw new UsageFault("%s:%d: %s; edit it by hand".formatted(file, line, why));
        };
    }

    private int write(Path file, EditOutcome.Edited edited) {
        try {
            replace(file.toRealPath(), edited.bytes());
        } catch (IOException e) {
            throw new UsageFault("cannot write '%s': %s".formatted(file, e.getMessage()));
        }
        terminal.out().print("%s:%d:\n".formatted(file, edited.line()));
        edited.removed().forEach(it -> terminal.out().print("- " + it + "\n"));
        edited.added().forEach(it -> terminal.out().print("+ " + it + "\n"));
        if (message != null) {
            commit(file, message);
        }
        return ExitCode.DONE;
    }

    /// The file is the old or the new one at every moment.
    private static void replace(Path file, byte[] bytes) throws IOException {
        var part = Files.createTempFile(file.resolveSibling("."), ".ci", ".part");
        try {
            Files.write(part, bytes);
            keepPermissions(file, part);
            Files.move(
                    part,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private void commit(Path file, String said) {
        try {
            var commit = LocalCommit.of(file, said);
            terminal.out()
                    .print(
                            commit.map(it -> "committed as %s\n".formatted(it.substring(0, 9)))
                                    .orElse("nothing to commit: the newest commit has it so\n"));
        } catch (LocalRepository.Unreadable e) {
            throw new UsageFault(e.why() + "; the file is changed, commit it by hand");
        }
    }

    private static void keepPermissions(Path from, Path to) throws IOException {
        try {
            Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
        } catch (UnsupportedOperationException e) {
            // a file system without them
        }
    }

    static TargetName name(String name) {
        return new TargetName(name);
    }
}
