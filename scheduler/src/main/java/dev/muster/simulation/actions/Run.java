package dev.muster.simulation.actions;

import com.fasterxml.jackson.databind.JsonNode;

import dev.muster.simulation.checks.CheckSuite;
import dev.muster.simulation.ground.Account;
import dev.muster.simulation.repos.Repo;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A run of a workflow. Its number stays over re-runs, which are further attempts of it.
public final class Run {

    private final long id;
    private final Workflow workflow;
    private final long number;
    private final Cause cause;
    private final CheckSuite suite;
    private final Instant createdAt;
    private final List<List<Job>> attempts = new ArrayList<>();
    private Instant startedAt;
    private Instant updatedAt;
    private String status = "queued";
    private @Nullable String conclusion;

    /// Why and from where it runs.
    ///
    /// @param event the event, such as `workflow_dispatch`
    /// @param by who caused it
    /// @param headRepo the repository of the commit
    /// @param branch the branch of the commit
    /// @param ref what it runs for, in full: a branch, a tag or a pull request
    /// @param sha the commit
    /// @param title what people read
    /// @param name the workflow's name
    /// @param inputs the inputs of a dispatch, else an empty object
    record Cause(
            String event,
            Account by,
            Repo headRepo,
            String branch,
            String ref,
            String sha,
            String title,
            String name,
            JsonNode inputs) {}

    Run(long id, Workflow workflow, Cause cause, CheckSuite suite, Instant at) {
        this.id = id;
        this.workflow = workflow;
        this.number = workflow.nextRunNumber();
        this.cause = cause;
        this.suite = suite;
        this.createdAt = at;
        this.startedAt = at;
        this.updatedAt = at;
    }

    /// The number that nothing else has.
    public long id() {
        return id;
    }

    /// What runs.
    public Workflow workflow() {
        return workflow;
    }

    /// The how-many-th run of the workflow it is.
    public long number() {
        return number;
    }

    Cause cause() {
        return cause;
    }

    /// The event that caused it.
    public String event() {
        return cause.event();
    }

    /// The branch of the commit.
    public String branch() {
        return cause.branch();
    }

    /// What it runs for, in full: a branch, a tag or a pull request.
    public String ref() {
        return cause.ref();
    }

    /// Whether the commit is in a fork: then jobs get no tokens.
    public boolean isFromFork() {
        return cause.headRepo() != workflow.repo();
    }

    /// Who caused it.
    public Account actor() {
        return cause.by();
    }

    /// The commit that it runs at.
    public String headSha() {
        return cause.sha();
    }

    /// What people read.
    public String title() {
        return cause.title();
    }

    /// The inputs of a dispatch, else an empty object.
    public JsonNode inputs() {
        return cause.inputs();
    }

    CheckSuite suite() {
        return suite;
    }

    /// When it was made.
    public Instant createdAt() {
        return createdAt;
    }

    /// When its newest attempt began.
    public Instant startedAt() {
        return startedAt;
    }

    /// When it last changed.
    public Instant updatedAt() {
        return updatedAt;
    }

    /// `queued`, `in_progress` or `completed`.
    public String status() {
        return status;
    }

    /// How it ended, absent while it has not.
    public @Nullable String conclusion() {
        return conclusion;
    }

    /// The newest attempt, from 1.
    public int attempt() {
        return Math.max(1, attempts.size());
    }

    /// The jobs of the newest attempt.
    public List<Job> jobs() {
        return attempts.isEmpty() ? List.of() : attempts.getLast();
    }

    /// The jobs of an attempt, none where there is no such attempt.
    public List<Job> jobs(int attempt) {
        return attempt < 1 || attempt > attempts.size() ? List.of() : attempts.get(attempt - 1);
    }

    /// The jobs of all attempts.
    public List<Job> allJobs() {
        return attempts.stream().flatMap(List::stream).toList();
    }

    void begin(List<Job> jobs, Instant at) {
        attempts.add(new ArrayList<>(jobs));
        startedAt = at;
        go("queued", null, at);
    }

    void add(List<Job> jobs) {
        attempts.getLast().addAll(jobs);
    }

    void go(String newStatus, @Nullable String newConclusion, Instant at) {
        status = newStatus;
        conclusion = newConclusion;
        updatedAt = at;
    }
}
