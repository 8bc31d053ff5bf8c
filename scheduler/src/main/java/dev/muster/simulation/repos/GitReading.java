package dev.muster.simulation.repos;

import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.util.io.NullOutputStream;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a git repository holds.
public final class GitReading {

    /// How many answers about two commits are kept: those whose pages are being asked for.
    private static final int KEPT = 16;

    private final Repository git;
    private final Map<Range, List<FileChange>> compared =
            Collections.synchronizedMap(
                    new LinkedHashMap<>(KEPT, 0.75f, true) {
                        @Override
                        protected boolean removeEldestEntry(
                                Map.Entry<Range, List<FileChange>> eldest) {
                            return size() > KEPT;
                        }
                    });

    private record Range(String from, String to) {}

    GitReading(Repository git) {
        this.git = git;
    }

    /// The commit that a branch, a tag, a full ref or a full name means, absent where it means
    /// none.
    public @Nullable String resolve(String name) {
        try {
            if (ObjectId.isId(name) && isCommit(name)) {
                return name;
            }
            for (var prefix : List.of("", "refs/heads/", "refs/tags/", "refs/")) {
                if (prefix.isEmpty() && !name.startsWith("refs/")) {
                    continue;
                }
                var ref = git.exactRef(prefix + name);
                if (ref != null && ref.getObjectId() != null) {
                    return ref.getObjectId().name();
                }
            }
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A commit that is there.
    public Commit commit(String sha) {
        try (var walk = new RevWalk(git)) {
            return commit(walk.parseCommit(ObjectId.fromString(sha)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The commits reachable from one and not from another, the newest first.
    public List<Commit> log(String from, @Nullable String without, int atMost) {
        try (var walk = new RevWalk(git)) {
            walk.sort(RevSort.TOPO);
            walk.markStart(walk.parseCommit(ObjectId.fromString(from)));
            if (without != null) {
                walk.markUninteresting(walk.parseCommit(ObjectId.fromString(without)));
            }
            var commits = new ArrayList<Commit>();
            for (RevCommit each = walk.next();
                    each != null && commits.size() < atMost;
                    each = walk.next()) {
                commits.add(commit(each));
            }
            return commits;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The commit where two histories part, absent where they have none in common.
    public @Nullable String mergeBase(String one, String other) {
        try (var walk = new RevWalk(git)) {
            walk.setRevFilter(RevFilter.MERGE_BASE);
            walk.markStart(walk.parseCommit(ObjectId.fromString(one)));
            walk.markStart(walk.parseCommit(ObjectId.fromString(other)));
            var base = walk.next();
            return base == null ? null : base.name();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether one commit is in the history of another, or is that other.
    public boolean isAncestor(String older, String newer) {
        return older.equals(mergeBase(older, newer));
    }

    /// The files that differ between two commits.
    public List<FileChange> diff(String from, String to) {
        return compared.computeIfAbsent(new Range(from, to), this::compare);
    }

    private List<FileChange> compare(Range range) {
        try (var walk = new RevWalk(git);
                var formatter = new DiffFormatter(NullOutputStream.INSTANCE)) {
            formatter.setRepository(git);
            formatter.setDetectRenames(true);
            var entries =
                    formatter.scan(
                            walk.parseTree(ObjectId.fromString(range.from())),
                            walk.parseTree(ObjectId.fromString(range.to())));
            var changes = new ArrayList<FileChange>();
            for (var entry : entries) {
                changes.add(change(entry, formatter));
            }
            return List.copyOf(changes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The entry at a path of a commit or a tree, absent where there is none.
    public @Nullable Entry entry(String commitOrTree, String path) {
        try (var walk = new RevWalk(git)) {
            var tree = walk.parseTree(ObjectId.fromString(commitOrTree));
            try (var found = TreeWalk.forPath(git, path, tree)) {
                return found == null ? null : entry(found);
            }
        } catch (MissingObjectException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The entries of the tree of a commit, or of a tree, absent where neither is there.
    public @Nullable List<Entry> entries(String commitOrTree, boolean recursive) {
        try (var walk = new RevWalk(git);
                var tree = new TreeWalk(git)) {
            tree.addTree(walk.parseTree(ObjectId.fromString(commitOrTree)));
            var entries = new ArrayList<Entry>();
            while (tree.next()) {
                entries.add(entry(tree));
                if (recursive && tree.isSubtree()) {
                    tree.enterSubtree();
                }
            }
            return entries;
        } catch (MissingObjectException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The bytes of a blob, absent where it is not there.
    public byte @Nullable [] bytes(String blob) {
        try {
            return git.open(ObjectId.fromString(blob), Constants.OBJ_BLOB).getBytes();
        } catch (MissingObjectException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isCommit(String sha) throws IOException {
        var id = ObjectId.fromString(sha);
        return git.getObjectDatabase().has(id) && git.open(id).getType() == Constants.OBJ_COMMIT;
    }

    private static Commit commit(RevCommit commit) {
        var author = commit.getAuthorIdent();
        return new Commit(
                commit.name(),
                commit.getTree().name(),
                Arrays.stream(commit.getParents()).map(RevCommit::name).toList(),
                author.getName(),
                author.getEmailAddress(),
                commit.getCommitterIdent().getWhenAsInstant(),
                commit.getFullMessage());
    }

    private Entry entry(TreeWalk walk) throws IOException {
        var mode = walk.getFileMode();
        var type = Constants.typeString(mode.getObjectType());
        var size =
                mode.getObjectType() == Constants.OBJ_BLOB
                        ? walk.getObjectReader()
                                .getObjectSize(walk.getObjectId(0), Constants.OBJ_BLOB)
                        : 0;
        return new Entry(
                walk.getPathString(),
                mode == FileMode.TREE ? "040000" : mode.toString(),
                type,
                walk.getObjectId(0).name(),
                size);
    }

    private static FileChange change(DiffEntry entry, DiffFormatter formatter) throws IOException {
        var added = 0;
        var removed = 0;
        for (var edit : formatter.toFileHeader(entry).toEditList()) {
            added += edit.getLengthB();
            removed += edit.getLengthA();
        }
        var deleted = entry.getChangeType() == DiffEntry.ChangeType.DELETE;
        var status =
                switch (entry.getChangeType()) {
                    case ADD -> "added";
                    case DELETE -> "removed";
                    case MODIFY -> "modified";
                    case RENAME -> "renamed";
                    case COPY -> "copied";
                };
        return new FileChange(
                status,
                deleted ? entry.getOldPath() : entry.getNewPath(),
                status.equals("renamed") ? entry.getOldPath() : null,
                (deleted ? entry.getOldId() : entry.getNewId()).name(),
                added,
                removed);
    }
}
