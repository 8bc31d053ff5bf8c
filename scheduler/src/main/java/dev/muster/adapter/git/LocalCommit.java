package dev.muster.adapter.git;

import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.api.errors.JGitInternalException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// Commits one changed file of a working tree, and nothing else that stands there.
public final class LocalCommit {

    private LocalCommit() {}

    /// @param file in a working tree
    /// @return the commit's name; nothing where the newest commit holds the file as it is
    /// @throws LocalRepository.Unreadable where it cannot be committed, with the reason
    public static Optional<String> of(Path file, String message) throws LocalRepository.Unreadable {
        try (var repository = around(file);
                var git = new Git(repository)) {
            var inside =
                    repository
                            .getWorkTree()
                            .toPath()
                            .toRealPath()
                            .relativize(file.toRealPath())
                            .toString()
                            .replace('\\', '/');
            git.add().addFilepattern(inside).call();
            return git.status().addPath(inside).call().hasUncommittedChanges()
                    ? Optional.of(git.commit().setOnly(inside).setMessage(message).call().name())
                    : Optional.empty();
        } catch (IOException
                | GitAPIException
                | JGitInternalException
                | IllegalArgumentException e) {
            throw new LocalRepository.Unreadable(
                    "'%s' cannot be committed: %s".formatted(file, e.getMessage()));
        }
    }

    private static Repository around(Path file) throws IOException {
        var folder = file.toRealPath().resolveSibling(".").normalize();
        var builder = new FileRepositoryBuilder().findGitDir(folder.toFile());
        if (builder.getGitDir() == null) {
            throw new IOException("it is in no git repository");
        }
        return builder.build();
    }
}
