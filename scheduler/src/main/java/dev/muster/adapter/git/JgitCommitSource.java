package dev.muster.adapter.git;

import dev.muster.core.ci.Commit;
import dev.muster.core.ci.CommitSha;
import dev.muster.core.ci.RepoSlug;
import dev.muster.plan.ChangedFiles;
import dev.muster.planning.CommitSource;
import dev.muster.planning.Proposed;

import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;

/// Commits of repositories of this machine.
public final class JgitCommitSource implements CommitSource {

    private final Function<RepoSlug, Path> folders;

    /// @param folders where a repository is
    public JgitCommitSource(Function<RepoSlug, Path> folders) {
        this.folders = folders;
    }

    @Override
    public Heads heads(RepoSlug repo) {
        try (var repository = LocalRepository.open(folders.apply(repo))) {
            var heads = new HashMap<String, CommitSha>();
            for (var ref : repository.git().getRefDatabase().getRefsByPrefix(Constants.R_HEADS)) {
                if (ref.getObjectId() != null) {
                    heads.put(
                            ref.getName().substring(Constants.R_HEADS.length()),
                            new CommitSha(ref.getObjectId().name()));
                }
            }
            var branch = repository.git().getBranch();
            return new Heads.Found(heads, branch == null ? "main" : branch);
        } catch (LocalRepository.Unreadable e) {
            return new Heads.Unreachable(e.why());
        } catch (IOException e) {
            return new Heads.Unreachable(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public History history(RepoSlug repo, CommitSha head, @Nullable CommitSha known, int limit) {
        try (var repository = LocalRepository.open(folders.apply(repo));
                var walk = new RevWalk(repository.git())) {
            var commits = new ArrayList<Commit>();
            var at = walk.parseCommit(ObjectId.fromString(head.value()));
            while (at != null && commits.size() < limit) {
                if (known != null && at.name().equals(known.value())) {
                    return new History.Found(commits, false);
                }
                commits.add(commit(at));
                at = at.getParentCount() == 0 ? null : walk.parseCommit(at.getParent(0));
            }
            return new History.Found(commits, known != null && !isAncestor(walk, known, head));
        } catch (LocalRepository.Unreadable e) {
            return new History.Unreachable(e.why());
        } catch (IOException e) {
            return new History.Unreachable(String.valueOf(e.getMessage()));
        }
    }

    private static boolean isAncestor(RevWalk walk, CommitSha known, CommitSha head)
            throws IOException {
        try {
            walk.reset();
            return walk.isMergedInto(
                    walk.parseCommit(ObjectId.fromString(known.value())),
                    walk.parseCommit(ObjectId.fromString(head.value())));
        } catch (org.eclipse.jgit.errors.MissingObjectException e) {
            return false; // rewritten and already collected
        }
    }

    private static Commit commit(RevCommit commit) {
        var author = commit.getAuthorIdent();
        return new Commit(
                new CommitSha(commit.name()),
                commit.getShortMessage(),
                author == null ? "" : author.getName(),
                author == null ? "" : author.getEmailAddress(),
                java.time.Instant.ofEpochSecond(commit.getCommitTime()));
    }

    /// Repositories of this machine have no pull requests.
    @Override
    public Touched proposedFiles(RepoSlug repo, Proposed proposed, CommitSha head) {
        return Touched.unknown("repositories of this machine have no pull requests");
    }

    @Override
    public ConfigFiles configs(RepoSlug repo, CommitSha commit, List<String> paths) {
        try (var repository = LocalRepository.open(folders.apply(repo))) {
            var found = new LinkedHashMap<String, byte[]>();
            for (var path : paths) {
                repository.file(commit.value(), path).ifPresent(it -> found.put(path, it));
            }
            return new ConfigFiles.Found(found);
        } catch (LocalRepository.Unreadable e) {
            return new ConfigFiles.Unreachable(e.why());
        }
    }

    @Override
    public Touched changedFiles(RepoSlug repo, CommitSha commit) {
        return new Touched.Found(changed(repo, commit));
    }

    private ChangedFiles changed(RepoSlug repo, CommitSha commit) {
        try (var repository = LocalRepository.open(folders.apply(repo));
                var walk = new RevWalk(repository.git())) {
            var head = walk.parseCommit(ObjectId.fromString(commit.value()));
            return repository.changed(
                    head.getParentCount() == 0 ? null : head.getParent(0).name(), commit.value());
        } catch (LocalRepository.Unreadable e) {
            return new ChangedFiles.Unknown(e.why());
        } catch (IOException e) {
            return new ChangedFiles.Unknown(String.valueOf(e.getMessage()));
        }
    }
}
