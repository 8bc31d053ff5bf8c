package dev.muster.simulation.repos;

import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.merge.MergeStrategy;
import org.eclipse.jgit.merge.ThreeWayMerger;
import org.eclipse.jgit.transport.RefSpec;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// A bare git repository on this machine that is written to: commits made without a worktree, refs
/// moved, branches merged.
public final class GitStore implements AutoCloseable {

    private final Repository git;
    private final Path folder;
    private final GitReading reading;

    private GitStore(Repository git, Path folder) {
        this.git = git;
        this.folder = folder;
        this.reading = new GitReading(git);
    }

    /// A new repository without commits.
    public static GitStore create(Path folder, String defaultBranch) {
        try {
            var git =
                    Git.init()
                            .setBare(true)
                            .setDirectory(folder.toFile())
                            .setInitialBranch(defaultBranch)
                            .call();
            return new GitStore(git.getRepository(), folder);
        } catch (GitAPIException e) {
            throw new IllegalStateException("no repository can be made at " + folder, e);
        }
    }

    /// Where it is; git can clone from it.
    public Path folder() {
        return folder;
    }

    /// Reads from it.
    public GitReading read() {
        return reading;
    }

    /// Makes a commit that no ref points to yet.
    public String commit(List<String> parents, Changes changes, String message, PersonIdent by) {
        try (var inserter = git.newObjectInserter()) {
            var tree = tree(parents.isEmpty() ? null : parents.getFirst(), changes, inserter);
            return insert(tree, parents, message, by, inserter);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Makes a commit of a tree that is there already.
    public String commitTree(String tree, List<String> parents, String message, PersonIdent by) {
        try (var inserter = git.newObjectInserter()) {
            return insert(ObjectId.fromString(tree), parents, message, by, inserter);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Stores a blob.
    public String blob(byte[] bytes) {
        try (var inserter = git.newObjectInserter()) {
            var id = inserter.insert(Constants.OBJ_BLOB, bytes);
            inserter.flush();
            return id.name();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Stores a tree: entries put onto those of a base.
    public String tree(@Nullable String baseCommitOrTree, List<Entry> entries) {
        try (var inserter = git.newObjectInserter()) {
            var index = index(baseCommitOrTree);
            var editor = index.editor();
            for (var entry : entries) {
                if (entry.sha().isEmpty()) {
                    editor.add(new DirCacheEditor.DeletePath(entry.path()));
                    continue;
                }
                editor.add(
                        new DirCacheEditor.PathEdit(entry.path()) {
                            @Override
                            public void apply(DirCacheEntry slot) {
                                slot.setFileMode(
                                        FileMode.fromBits(Integer.parseInt(entry.mode(), 8)));
                                slot.setObjectId(ObjectId.fromString(entry.sha()));
                            }
                        });
            }
            editor.finish();
            var tree = index.writeTree(inserter);
            inserter.flush();
            return tree.name();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Merges one commit into another.
    ///
    /// @return the merge commit, absent where they conflict
    public @Nullable String merge(String into, String from, String message, PersonIdent by) {
        try {
            var merger = (ThreeWayMerger) MergeStrategy.RECURSIVE.newMerger(git, true);
            if (!merger.merge(ObjectId.fromString(into), ObjectId.fromString(from))) {
                return null;
            }
            return commitTree(merger.getResultTreeId().name(), List.of(into, from), message, by);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Points a ref, such as `refs/heads/main`, to a commit.
    public void point(String ref, String sha) {
        try {
            var update = git.updateRef(ref);
            update.setNewObjectId(ObjectId.fromString(sha));
            update.setForceUpdate(true);
            update.disableRefLog();
            update.forceUpdate();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Deletes a ref.
    public void delete(String ref) {
        try {
            var update = git.updateRef(ref);
            update.setForceUpdate(true);
            update.delete();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Copies a commit and all that it needs from another repository, under a ref of this one.
    public void take(GitStore other, String ref, String as) {
        try (var here = Git.wrap(git)) {
            here.fetch()
                    .setRemote(other.folder.toUri().toString())
                    .setRefSpecs(new RefSpec("+" + ref + ":" + as))
                    .call();
        } catch (GitAPIException e) {
            throw new IllegalStateException("nothing can be copied from " + other.folder, e);
        }
    }

    /// The commits to which refs below a beginning point, by ref.
    public TreeMap<String, String> refs(String prefix) {
        try {
            var refs = new TreeMap<String, String>();
            for (Ref ref : git.getRefDatabase().getRefsByPrefix(prefix)) {
                var id = ref.getObjectId();
                if (id != null) {
                    refs.put(ref.getName(), id.name());
                }
            }
            return refs;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private DirCache index(@Nullable String base) throws IOException {
        var index = DirCache.newInCore();
        if (base != null) {
            try (var reader = git.newObjectReader();
                    var walk = new org.eclipse.jgit.revwalk.RevWalk(reader)) {
                var builder = index.builder();
                builder.addTree(new byte[0], 0, reader, walk.parseTree(ObjectId.fromString(base)));
                builder.finish();
            }
        }
        return index;
    }

    private ObjectId tree(@Nullable String parent, Changes changes, ObjectInserter inserter)
            throws IOException {
        var index = index(parent);
        var editor = index.editor();
        changes.deleted().forEach(path -> editor.add(new DirCacheEditor.DeletePath(path)));
        for (var file : changes.written().entrySet()) {
            var blob =
                    inserter.insert(
                            Constants.OBJ_BLOB, file.getValue().getBytes(StandardCharsets.UTF_8));
            editor.add(
                    new DirCacheEditor.PathEdit(file.getKey()) {
                        @Override
                        public void apply(DirCacheEntry slot) {
                            slot.setFileMode(FileMode.REGULAR_FILE);
                            slot.setObjectId(blob);
                        }
                    });
        }
        editor.finish();
        return index.writeTree(inserter);
    }

    private static String insert(
            ObjectId tree,
            List<String> parents,
            String message,
            PersonIdent by,
            ObjectInserter inserter)
            throws IOException {
        var commit = new CommitBuilder();
        commit.setTreeId(tree);
        var ids = new ArrayList<ObjectId>();
        parents.forEach(parent -> ids.add(ObjectId.fromString(parent)));
        commit.setParentIds(ids);
        commit.setAuthor(by);
        commit.setCommitter(by);
        commit.setMessage(message);
        var id = inserter.insert(commit);
        inserter.flush();
        return id.name();
    }

    @Override
    public void close() {
        git.close();
    }
}
