package dev.muster.cli;

import dev.muster.adapter.git.LocalRepository;
import dev.muster.plan.ChangedFiles;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.List;

/// What an event touches: a list of files, two revisions, or nothing known.
final class ChangeOptions {

    @Option(
            names = "--changed-files",
            paramLabel = "FILE",
            description = "The changed paths, one a line; '-' reads standard input.")
    private @Nullable String changedFiles;

    @Option(
            names = "--base-rev",
            paramLabel = "REV",
            description =
                    "The changed files are those since the history parted from this revision.")
    private @Nullable String baseRev;

    @Option(
            names = "--head-rev",
            paramLabel = "REV",
            description = "The revision that is compared with --base-rev. Default: HEAD.")
    private @Nullable String headRev;

    @Option(names = "--diff-unknown", description = "The changed files are not known.")
    private boolean diffUnknown;

    ChangedFiles changed(Terminal terminal) {
        var ways =
                (changedFiles == null ? 0 : 1) + (baseRev == null ? 0 : 1) + (diffUnknown ? 1 : 0);
        if (ways > 1) {
            throw new UsageFault(
                    "--changed-files, --base-rev and --diff-unknown exclude each other; give one");
        }
        if (headRev != null && baseRev == null) {
            throw new UsageFault("--head-rev needs --base-rev to compare with");
        }
        if (changedFiles != null) {
            return new ChangedFiles.Known(normalised(InputFiles.lines(changedFiles, terminal)));
        }
        if (baseRev != null) {
            return compared(baseRev, headRev == null ? "HEAD" : headRev);
        }
        return diffUnknown
                ? new ChangedFiles.Unknown("--diff-unknown was given")
                : new ChangedFiles.Unknown("neither --changed-files nor --base-rev was given");
    }

    private static List<String> normalised(List<String> paths) {
        return paths.stream().map(it -> it.startsWith("./") ? it.substring(2) : it).toList();
    }

    private static ChangedFiles compared(String base, String head) {
        try (var repository = LocalRepository.around(Path.of(""))) {
            var to = repository.resolve(head);
            return repository.changed(repository.mergeBase(repository.resolve(base), to), to);
        } catch (LocalRepository.Unreadable e) {
            throw new UsageFault(e.why());
        }
    }
}
