package dev.muster.simulation.actions;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/// A job of an attempt of a run. Its number is that of its check run.
public final class Job {

    private final long id;
    private final Run run;
    private final int attempt;
    private final Plan plan;
    private final Instant createdAt;
    private String status = "queued";
    private @Nullable String conclusion;
    private Instant startedAt;
    private @Nullable Instant completedAt;
    private boolean cancelAsked;
    private boolean holdsOut;
    private String log = "";

    /// What a job is to be.
    ///
    /// @param name the name people see
    /// @param labels what its runner must have
    /// @param row its row of the matrix, else an empty object
    public record Plan(String name, List<String> labels, JsonNode row) {}

    Job(long id, Run run, int attempt, Plan plan, Instant at) {
        this.id = id;
        this.run = run;
        this.attempt = attempt;
        this.plan = plan;
        this.createdAt = at;
        this.startedAt = at;
    }

    /// The number that nothing else has.
    public long id() {
        return id;
    }

    /// What it belongs to.
    public Run run() {
        return run;
    }

    /// The attempt that it belongs to, from 1.
    public int attempt() {
        return attempt;
    }

    Plan plan() {
        return plan;
    }

    /// The name people see.
    public String name() {
        return plan.name();
    }

    /// What its runner must have.
    public List<String> labels() {
        return plan.labels();
    }

    /// Its row of the matrix, else an empty object.
    public JsonNode row() {
        return plan.row();
    }

    /// When it was queued.
    public Instant createdAt() {
        return createdAt;
    }

    /// When a runner took it.
    public Instant startedAt() {
        return startedAt;
    }

    /// When it ended, absent while it has not.
    public @Nullable Instant completedAt() {
        return completedAt;
    }

    /// `queued`, `in_progress` or `completed`.
    public String status() {
        return status;
    }

    /// How it ended, absent while it has not.
    public @Nullable String conclusion() {
        return conclusion;
    }

    /// Whether someone asked to cancel it.
    public boolean isCancelAsked() {
        return cancelAsked;
    }

    /// What it wrote.
    public String log() {
        return log;
    }

    void write(String text) {
        log += text;
    }

    void askToCancel() {
        cancelAsked = true;
    }

    /// From now on only force can cancel it, as with `if: always()`.
    void holdOut() {
        holdsOut = true;
    }

    boolean holdsOut() {
        return holdsOut;
    }

    void begin(Instant at) {
        status = "in_progress";
        startedAt = at;
    }

    /// It is shown as an earlier one that is not run again.
    void takeOver(Job old) {
        startedAt = old.startedAt;
        end(Objects.requireNonNull(old.conclusion), Objects.requireNonNull(old.completedAt));
    }

    void end(String how, Instant at) {
        status = "completed";
        conclusion = how;
        completedAt = at;
    }
}
