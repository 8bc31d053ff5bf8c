package dev.muster.simulation.actions;

import dev.muster.simulation.ground.Ground;
import dev.muster.simulation.http.Refusal;
import dev.muster.simulation.repos.Repo;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// The workflow files on the default branches.
final class Workflows {

    private static final String FOLDER = ".github/workflows";
    private static final int LARGEST_FILE = 500 * 1024;

    private final Ground ground;
    private final Map<String, Workflow> known = new TreeMap<>();

    Workflows(Ground ground) {
        this.ground = ground;
    }

    /// Those of a repository, by path.
    List<Workflow> of(Repo repo) {
        var read = repo.git().read();
        var tip = read.resolve("refs/heads/" + repo.defaultBranch());
        var folder = tip == null ? null : read.entry(tip, FOLDER);
        if (folder == null) {
            return List.of();
        }
        return Objects.requireNonNull(read.entries(folder.sha(), false)).stream()
                .map(entry -> FOLDER + "/" + entry.path())
                .filter(path -> path.endsWith(".yml") || path.endsWith(".yaml"))
                .map(path -> workflow(repo, path))
                .toList();
    }

    /// One by its number or its file's name.
    ///
    /// @throws Refusal 404 where the default branch has none
    Workflow find(Repo repo, String numberOrFile) {
        return of(repo).stream()
                .filter(
                        it ->
                                it.fileName().equals(numberOrFile)
                                        || Long.toString(it.id()).equals(numberOrFile))
                .findFirst()
                .orElseThrow(Refusal::notFound);
    }

    /// The file at a commit, absent where it is not there or too large.
    static @Nullable WorkflowText text(Workflow workflow, String sha) {
        var read = workflow.repo().git().read();
        var entry = read.entry(sha, workflow.path());
        return entry == null || !entry.type().equals("blob") || entry.size() > LARGEST_FILE
                ? null
                : workflow.text(entry.sha(), () -> Objects.requireNonNull(read.bytes(entry.sha())));
    }

    private Workflow workflow(Repo repo, String path) {
        return known.computeIfAbsent(
                repo.id() + " " + path,
                it -> new Workflow(ground.nextId(), repo, path, ground.now()));
    }
}
