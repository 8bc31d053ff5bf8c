package dev.muster.planning;

import dev.muster.core.ci.CommitSha;
import dev.muster.core.ci.RepoSlug;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Asks the source that knows a repository: those of this machine by their owner's name, all others
/// on GitHub.
public final class CommitSources implements CommitSource {

    private final CommitSource local;
    private final CommitSource github;

    public CommitSources(CommitSource local, CommitSource github) {
        this.local = local;
        this.github = github;
    }

    private CommitSource of(RepoSlug repo) {
        return repo.owner().equals(RepoSlug.LOCAL) ? local : github;
    }

    @Override
    public Heads heads(RepoSlug repo) {
        return of(repo).heads(repo);
    }

    @Override
    public History history(RepoSlug repo, CommitSha head, @Nullable CommitSha known, int limit) {
        return of(repo).history(repo, head, known, limit);
    }

    @Override
    public ConfigFiles configs(RepoSlug repo, CommitSha commit, List<String> paths) {
        return of(repo).configs(repo, commit, paths);
    }

    @Override
    public Touched changedFiles(RepoSlug repo, CommitSha commit) {
        return of(repo).changedFiles(repo, commit);
    }

    @Override
    public Touched proposedFiles(RepoSlug repo, Proposed proposed, CommitSha head) {
        return of(repo).proposedFiles(repo, proposed, head);
    }
}
