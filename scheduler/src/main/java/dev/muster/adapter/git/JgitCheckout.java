package dev.muster.adapter.git;

import dev.muster.core.ci.CommitSha;

import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.util.SystemReader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashSet;
import java.util.Set;

/// Writes the files of a commit into an empty folder: bytes as they stand in the repository, no
/// filters, no hooks, nothing outside the folder.
public final class JgitCheckout {

    private static final Set<PosixFilePermission> EXECUTABLE =
            java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x");

    private JgitCheckout() {}

    /// @throws IOException with a sentence for people
    public static void into(Path folder, Path source, CommitSha commit) throws IOException {
        try (var repository = LocalRepository.open(source);
                var reader = repository.git().newObjectReader();
                var walk = new TreeWalk(repository.git(), reader);
                var commits = new RevWalk(reader)) {
            walk.addTree(commits.parseCommit(ObjectId.fromString(commit.value())).getTree());
            var links = new HashSet<String>();
            while (walk.next()) {
                entry(walk, reader, folder, links);
            }
        } catch (LocalRepository.Unreadable e) {
            throw new IOException(e.why(), e);
        }
    }

    private static void entry(TreeWalk walk, ObjectReader reader, Path folder, Set<String> links)
            throws IOException {
        var path = walk.getPathString();
        SystemReader.getInstance().checkPath(path);
        if (links.stream().anyMatch(it -> path.equals(it) || path.startsWith(it + "/"))) {
            throw new IOException("the commit has both a link and a folder at '" + path + "'");
        }
        var target = folder.resolve(path);
        switch (walk.getRawMode(0) & FileMode.TYPE_MASK) {
            case FileMode.TYPE_TREE -> {
                Files.createDirectories(target);
                walk.enterSubtree();
            }
            case FileMode.TYPE_SYMLINK -> {
                links.add(path);
                var bytes =
                        reader.open(walk.getObjectId(0), Constants.OBJ_BLOB).getCachedBytes(4096);
                Files.createSymbolicLink(
                        target,
                        Path.of(new String(bytes, java.nio.charset.StandardCharsets.UTF_8)));
            }
            case FileMode.TYPE_FILE -> file(walk, reader, target);
            default ->
                    Files.createDirectories(
                            target); // a submodule: an empty folder, as git leaves it
        }
    }

    private static void file(TreeWalk walk, ObjectReader reader, Path target) throws IOException {
        try (var out = Files.newOutputStream(target)) {
            reader.open(walk.getObjectId(0), Constants.OBJ_BLOB).copyTo(out);
        }
        if (walk.getFileMode(0) == FileMode.EXECUTABLE_FILE) {
            Files.setPosixFilePermissions(target, EXECUTABLE);
        }
    }
}
