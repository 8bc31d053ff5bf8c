package dev.muster.simulation.repos;

import dev.muster.simulation.ground.Account;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// A repository. Its number stays, its name may change.
public final class Repo {

    private final long id;
    private final Account owner;
    private final GitStore git;
    private final @Nullable Repo parent;
    private final Instant createdAt;
    private final Map<String, String> permissions = new LinkedHashMap<>();
    private final Map<String, String> requiredChecks = new TreeMap<>();
    private String name;
    private String defaultBranch = "main";
    private boolean isPrivate;
    private Instant pushedAt;
    private long lastNumber;

    Repo(
            long id,
            Account owner,
            String name,
            GitStore git,
            @Nullable Repo parent,
            Instant createdAt) {
        this.id = id;
        this.owner = owner;
        this.name = name;
        this.git = git;
        this.parent = parent;
        this.createdAt = createdAt;
        this.pushedAt = createdAt;
        permissions.put(owner.login(), "admin");
    }

    /// The number that stays.
    public long id() {
        return id;
    }

    /// Whose it is.
    public Account owner() {
        return owner;
    }

    /// Its name without the owner.
    public String name() {
        return name;
    }

    /// Owner and name.
    public String fullName() {
        return owner.login() + "/" + name;
    }

    /// Its files and history.
    public GitStore git() {
        return git;
    }

    /// What it is a fork of, absent where it is none.
    public @Nullable Repo parent() {
        return parent;
    }

    /// The branch that people see first.
    public String defaultBranch() {
        return defaultBranch;
    }

    /// Another default branch.
    public void useDefaultBranch(String branch) {
        defaultBranch = branch;
    }

    /// Whether only some may see it.
    public boolean isPrivate() {
        return isPrivate;
    }

    /// Hides or shows it.
    public void hide(boolean hidden) {
        isPrivate = hidden;
    }

    /// When it was made.
    public Instant createdAt() {
        return createdAt;
    }

    /// When it was last pushed to.
    public Instant pushedAt() {
        return pushedAt;
    }

    void pushed(Instant at) {
        pushedAt = at;
    }

    void rename(String other) {
        name = other;
    }

    /// The next number of a pull request or an issue.
    public long nextNumber() {
        return ++lastNumber;
    }

    /// What someone may do: `admin`, `maintain`, `write`, `triage`, `read` or `none`.
    public String permission(String login) {
        return permissions.getOrDefault(login, isPrivate ? "none" : "read");
    }

    /// Lets someone do something.
    public void permit(String login, String permission) {
        permissions.put(login, permission);
    }

    /// The checks that a branch takes before a merge, by branch, each with commas between.
    public Map<String, String> requiredChecks() {
        return requiredChecks;
    }
}
