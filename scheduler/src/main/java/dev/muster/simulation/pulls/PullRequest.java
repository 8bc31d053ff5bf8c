package dev.muster.simulation.pulls;

import dev.muster.simulation.ground.Account;
import dev.muster.simulation.repos.FileChange;
import dev.muster.simulation.repos.Repo;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/// A pull request.
public final class PullRequest {

    private final Issue issue;
    private final Repo headRepo;
    private final String headRef;
    private String baseRef;
    private String baseSha;
    private String headSha;
    private boolean draft;
    private @Nullable Instant mergedAt;
    private @Nullable Account mergedBy;
    private @Nullable String mergeSha;

    PullRequest(Issue issue, Repo headRepo, String headRef, String baseRef) {
        this.issue = issue;
        this.headRepo = headRepo;
        this.headRef = headRef;
        this.baseRef = baseRef;
        this.baseSha = "";
        this.headSha = "";
    }

    /// What it has in common with an issue.
    public Issue issue() {
        return issue;
    }

    /// The repository that it changes.
    public Repo repo() {
        return issue.repo();
    }

    /// The repository that the change comes from.
    public Repo headRepo() {
        return headRepo;
    }

    /// Whether the change comes from another repository.
    public boolean isFromFork() {
        return headRepo.id() != repo().id();
    }

    /// The number within the repository.
    public long number() {
        return issue.number();
    }

    /// The branch that the change comes from.
    public String headRef() {
        return headRef;
    }

    /// The newest commit of the change.
    public String headSha() {
        return headSha;
    }

    /// The branch that it changes.
    public String baseRef() {
        return baseRef;
    }

    /// Where that branch was when the change last moved.
    public String baseSha() {
        return baseSha;
    }

    /// Whether it is not yet meant to be merged.
    public boolean isDraft() {
        return draft;
    }

    /// When it was merged, absent where it was not.
    public @Nullable Instant mergedAt() {
        return mergedAt;
    }

    /// Who merged it, absent where nobody did.
    public @Nullable Account mergedBy() {
        return mergedBy;
    }

    /// The commit that the merge made, absent where there is none.
    public @Nullable String mergeSha() {
        return mergeSha;
    }

    /// The files that it changes, compared with where it left its base.
    public List<FileChange> files() {
        var read = repo().git().read();
        var common = read.mergeBase(baseSha, headSha);
        return read.diff(common == null ? baseSha : common, headSha);
    }

    void at(String base, String head) {
        baseSha = base;
        headSha = head;
    }

    void onto(String branch) {
        baseRef = branch;
    }

    void draft(boolean isDraft) {
        draft = isDraft;
    }

    void merged(Instant at, Account by, String sha) {
        mergedAt = at;
        mergedBy = by;
        mergeSha = sha;
    }
}
