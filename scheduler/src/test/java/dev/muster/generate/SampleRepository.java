package dev.muster.generate;

import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;

/// A repository that machines check out.
final class SampleRepository implements AutoCloseable {

    private final Git git;
    private final Path folder;

    SampleRepository(Path folder) throws GitAPIException, IOException {
        this.folder = folder;
        this.git = Git.init().setDirectory(folder.toFile()).setInitialBranch("main").call();
        var config = git.getRepository().getConfig();
        config.setBoolean("uploadpack", null, "allowAnySHA1InWant", true);
        config.save();
    }

    Path folder() {
        return folder;
    }

    /// Commits a file and tells the commit.
    String commit(String path, String text) throws GitAPIException, IOException {
        Files.createDirectories(folder.resolve(path).getParent());
        Files.writeString(folder.resolve(path), text);
        git.add().addFilepattern(".").call();
        var who = new PersonIdent("A", "a@example.org", Instant.EPOCH, ZoneOffset.UTC);
        return git.commit()
                .setSign(false)
                .setMessage(path)
                .setAuthor(who)
                .setCommitter(who)
                .call()
                .name();
    }

    @Override
    public void close() {
        git.close();
    }
}
