package dev.muster.simulation.checks;

import dev.muster.simulation.apps.App;
import dev.muster.simulation.repos.Repo;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// All check runs of an App on a commit.
public final class CheckSuite {

    private final long id;
    private final App app;
    private final Repo repo;
    private final String headSha;
    private final @Nullable String headBranch;
    private final Instant createdAt;
    private final List<CheckRun> runs = new ArrayList<>();
    private boolean rerequested;

    CheckSuite(
            long id,
            App app,
            Repo repo,
            String headSha,
            @Nullable String headBranch,
            Instant createdAt) {
        this.id = id;
        this.app = app;
        this.repo = repo;
        this.headSha = headSha;
        this.headBranch = headBranch;
        this.createdAt = createdAt;
    }

    /// Its number.
    public long id() {
        return id;
    }

    /// Whose it is.
    public App app() {
        return app;
    }

    /// Where it is.
    public Repo repo() {
        return repo;
    }

    /// The commit.
    public String headSha() {
        return headSha;
    }

    /// The branch of the commit, absent for forks.
    public @Nullable String headBranch() {
        return headBranch;
    }

    /// When it was made.
    public Instant createdAt() {
        return createdAt;
    }

    /// Its check runs, the oldest first.
    public List<CheckRun> runs() {
        return runs;
    }

    void rerequested(boolean yes) {
        rerequested = yes;
    }

    /// `queued`, `in_progress` or `completed`.
    public String status() {
        if (runs.isEmpty() || rerequested) {
            return "queued";
        }
        if (runs.stream().allMatch(run -> run.status().equals("completed"))) {
            return "completed";
        }
        return runs.stream().anyMatch(run -> !run.status().equals("queued"))
                ? "in_progress"
                : "queued";
    }

    /// The worst of its runs' conclusions, absent while one is under way.
    public @Nullable String conclusion() {
        if (!status().equals("completed")) {
            return null;
        }
        for (var worst :
                List.of("failure", "timed_out", "cancelled", "action_required", "success")) {
            if (runs.stream().anyMatch(run -> worst.equals(run.conclusion()))) {
                return worst;
            }
        }
        return "neutral";
    }
}
