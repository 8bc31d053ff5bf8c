package dev.muster.adapter.git;

import dev.muster.plan.ChangedFiles;

import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// One repository, opened for reading.
public final class LocalRepository implements AutoCloseable {

    /// A change list longer than this is taken for unknown.
    static final int MOST_CHANGED_FILES = 20_000;

    private final Repository repository;

    private LocalRepository(Repository repository) {
        this.repository = repository;
    }

    /// What went wrong, in a sentence for people.
    public static final class Unreadable extends Exception {

        private static final long serialVersionUID = 1L;

        Unreadable(String why) {
            super(why, null, false, false);
        }

        /// The sentence.
        public String why() {
            return String.valueOf(getMessage());
        }
    }

    /// Opens the repository in a folder: a working tree, a linked one, or a bare repository.
    public static LocalRepository open(Path folder) throws Unreadable {
        return open(folder, false);
    }

    /// Opens the repository that a folder lies in.
    public static LocalRepository around(Path folder) throws Unreadable {
        return open(folder, true);
    }

    private static LocalRepository open(Path folder, boolean upward) throws Unreadable {
        var absolute = folder.toAbsolutePath().normalize();
        try {
            var builder = new FileRepositoryBuilder().setMustExist(true);
            if (upward) {
                builder.findGitDir(absolute.toFile());
            } else if (java.nio.file.Files.exists(absolute.resolve(".git"))) {
                builder.setWorkTree(absolute.toFile());
            } else {
                builder.setGitDir(absolute.toFile()).setBare();
            }
            if (upward && builder.getGitDir() == null) {
                throw new Unreadable("'%s' is not inside a git repository".formatted(folder));
            }
            return new LocalRepository(builder.build());
        } catch (RepositoryNotFoundException e) {
            throw new Unreadable("'%s' is not a git repository".formatted(folder));
        } catch (IOException | IllegalArgumentException e) {
            throw new Unreadable(
                    "cannot open the git repository '%s': %s".formatted(folder, e.getMessage()));
        }
    }

    Repository git() {
        return repository;
    }

    /// The folder that paths of commits are relative to; nothing for a bare repository.
    public Optional<Path> workTree() {
        return repository.isBare()
                ? Optional.empty()
                : Optional.of(repository.getWorkTree().toPath());
    }

    /// The commit that a revision names.
    public String resolve(String revision) throws Unreadable {
        try {
            var id = repository.resolve(revision + "^{commit}");
            if (id == null) {
                throw new Unreadable("the repository has no revision '%s'".formatted(revision));
            }
            return id.name();
        } catch (IllegalArgumentException e) {
            throw new Unreadable("'%s' is not how a revision is written".formatted(revision));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /// The names of all branches, without `refs/heads/`.
    public List<String> branches() throws Unreadable {
        try {
            return branches(Constants.R_HEADS);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /// The names of all branches, those that were only fetched among them; nothing where it is not
    /// known what the repository has where it comes from.
    public Optional<List<String>> allBranches() throws Unreadable {
        try {
            var remotes = repository.getRemoteNames();
            if (remotes.isEmpty()) {
                return Optional.of(branches());
            }
            var remote = remotes.contains("origin") ? "origin" : remotes.iterator().next();
            var all = "+refs/heads/*:%s%s/*".formatted(Constants.R_REMOTES, remote);
            var fetched = repository.getConfig().getStringList("remote", remote, "fetch");
            if (isShallow() || !List.of(fetched).contains(all)) {
                return Optional.empty();
            }
            var names = new TreeSet<>(branches());
            names.addAll(branches(Constants.R_REMOTES + remote + "/"));
            return Optional.of(List.copyOf(names));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private boolean isShallow() throws IOException {
        return !repository.getObjectDatabase().getShallowCommits().isEmpty();
    }

    private List<String> branches(String prefix) throws IOException {
        return repository.getRefDatabase().getRefsByPrefix(prefix).stream()
                .map(it -> it.getName().substring(prefix.length()))
                .filter(it -> !it.equals(Constants.HEAD))
                .sorted()
                .toList();
    }

    /// The paths of the files that the working tree is to have, those just added among them; none
    /// for a bare repository.
    public List<String> tracked() throws Unreadable {
        if (repository.isBare()) {
            return List.of();
        }
        try {
            var index = repository.readDirCache();
            return IntStream.range(0, index.getEntryCount())
                    .mapToObj(it -> index.getEntry(it).getPathString())
                    .distinct()
                    .toList();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /// A file at a commit; nothing where the commit has none.
    public Optional<byte[]> file(String commit, String path) throws Unreadable {
        try (var walk = TreeWalk.forPath(repository, path, tree(commit))) {
            if (walk == null || (walk.getRawMode(0) & FileMode.TYPE_MASK) != FileMode.TYPE_FILE) {
                return Optional.empty();
            }
            var loader = repository.open(walk.getObjectId(0));
            try (var in = loader.openStream()) {
                return Optional.of(in.readNBytes(8 << 20));
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /// All paths of a commit's tree.
    public List<String> paths(String commit) throws Unreadable {
        try (var walk = new TreeWalk(repository)) {
            walk.addTree(tree(commit));
            walk.setRecursive(true);
            var paths = new ArrayList<String>();
            while (walk.next()) {
                paths.add(walk.getPathString());
            }
            return paths;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /// The files in which two commits differ; a renamed file is listed under both names.
    ///
    /// @param base null: against nothing, so every file of the head counts
    public ChangedFiles changed(@Nullable String base, String head) throws Unreadable {
        try (var walk = new TreeWalk(repository)) {
            if (base == null) {
                walk.addTree(new EmptyTreeIterator());
            } else {
                walk.addTree(tree(base));
            }
            walk.addTree(tree(head));
            walk.setRecursive(true);
            walk.setFilter(TreeFilter.ANY_DIFF);
            var paths = new LinkedHashSet<String>();
            while (walk.next()) {
                paths.add(walk.getPathString());
                if (paths.size() > MOST_CHANGED_FILES) {
                    return new ChangedFiles.Unknown(
                            "more than %,d files".formatted(MOST_CHANGED_FILES));
                }
            }
            return new ChangedFiles.Known(List.copyOf(paths));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /// Where the history of two commits parted; the base itself where it never did.
    public String mergeBase(String base, String head) throws Unreadable {
        try (var walk = new RevWalk(repository)) {
            walk.setRevFilter(org.eclipse.jgit.revwalk.filter.RevFilter.MERGE_BASE);
            walk.markStart(walk.parseCommit(ObjectId.fromString(base)));
            walk.markStart(walk.parseCommit(ObjectId.fromString(head)));
            RevCommit common = walk.next();
            return common == null ? base : common.name();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private ObjectId tree(String commit) throws IOException {
        try (var walk = new RevWalk(repository)) {
            return walk.parseCommit(ObjectId.fromString(commit)).getTree();
        }
    }

    Unreadable unreadable(IOException e) {
        return new Unreadable(
                "cannot read the git repository '%s': %s"
                        .formatted(repository.getDirectory(), e.getMessage()));
    }

    @Override
    public void close() {
        repository.close();
    }
}
