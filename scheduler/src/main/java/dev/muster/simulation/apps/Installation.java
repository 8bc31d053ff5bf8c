package dev.muster.simulation.apps;

import dev.muster.simulation.ground.Account;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// An App on an account.
public final class Installation {

    private final long id;
    private final App app;
    private final Account account;
    private final Instant createdAt;
    private final Map<String, String> permissions = new TreeMap<>();
    private @Nullable Set<Long> selected;
    private @Nullable Instant suspendedAt;

    Installation(long id, App app, Account account, Instant createdAt) {
        this.id = id;
        this.app = app;
        this.account = account;
        this.createdAt = createdAt;
        permissions.putAll(app.permissions());
    }

    /// Its number.
    public long id() {
        return id;
    }

    /// Of which App.
    public App app() {
        return app;
    }

    /// On which account.
    public Account account() {
        return account;
    }

    /// When it was made.
    public Instant createdAt() {
        return createdAt;
    }

    /// What the account granted, by area.
    public Map<String, String> permissions() {
        return permissions;
    }

    /// The repositories it was given, absent for all.
    public @Nullable Set<Long> selected() {
        return selected;
    }

    /// When it was suspended, absent where it is not.
    public @Nullable Instant suspendedAt() {
        return suspendedAt;
    }

    void select(Set<Long> repositories) {
        selected = new TreeSet<>(repositories);
    }

    void suspend(@Nullable Instant at) {
        suspendedAt = at;
    }

    /// Whether a repository of the account was given to it.
    boolean covers(long repository) {
        return selected == null || selected.contains(repository);
    }
}
