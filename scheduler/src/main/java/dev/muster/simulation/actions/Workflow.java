package dev.muster.simulation.actions;

import dev.muster.simulation.repos.Repo;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/// A workflow file that GitHub has found on a default branch.
public final class Workflow {

    private final long id;
    private final Repo repo;
    private final String path;
    private final Instant createdAt;
    private final Map<String, WorkflowText> texts = new HashMap<>();
    private boolean enabled = true;
    private long lastRunNumber;

    Workflow(long id, Repo repo, String path, Instant createdAt) {
        this.id = id;
        this.repo = repo;
        this.path = path;
        this.createdAt = createdAt;
    }

    /// Its number.
    public long id() {
        return id;
    }

    /// Where it is.
    public Repo repo() {
        return repo;
    }

    /// The file.
    public String path() {
        return path;
    }

    /// The file's name without its folder.
    public String fileName() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /// When it was found.
    public Instant createdAt() {
        return createdAt;
    }

    /// Whether it may run.
    public boolean isEnabled() {
        return enabled;
    }

    void enable(boolean yes) {
        enabled = yes;
    }

    /// What one of its blobs says, read once.
    WorkflowText text(String blob, Supplier<byte[]> bytes) {
        return texts.computeIfAbsent(
                blob, _ -> WorkflowText.read(new String(bytes.get(), StandardCharsets.UTF_8)));
    }

    long nextRunNumber() {
        return ++lastRunNumber;
    }
}
