package dev.muster.simulation.pulls;

import dev.muster.simulation.ground.Account;
import dev.muster.simulation.repos.Repo;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// An issue, or what a pull request has in common with one.
public final class Issue {

    private final long id;
    private final long number;
    private final Repo repo;
    private final Account author;
    private final boolean isPull;
    private final Instant createdAt;
    private final List<Label> labels = new ArrayList<>();
    private final List<Comment> comments = new ArrayList<>();
    private final List<Account> assignees = new ArrayList<>();
    private String title;
    private String body;
    private Instant updatedAt;
    private @Nullable Instant closedAt;

    Issue(long id, Repo repo, Account author, String title, boolean isPull, Instant at) {
        this.id = id;
        this.number = repo.nextNumber();
        this.repo = repo;
        this.author = author;
        this.title = title;
        this.body = "";
        this.isPull = isPull;
        this.createdAt = at;
        this.updatedAt = at;
    }

    /// The number that nothing else has.
    public long id() {
        return id;
    }

    /// The number within the repository.
    public long number() {
        return number;
    }

    /// Where it is.
    public Repo repo() {
        return repo;
    }

    /// Who opened it.
    public Account author() {
        return author;
    }

    /// Whether it is a pull request.
    public boolean isPull() {
        return isPull;
    }

    /// The title.
    public String title() {
        return title;
    }

    /// The text.
    public String body() {
        return body;
    }

    /// Its labels.
    public List<Label> labels() {
        return labels;
    }

    /// Its comments.
    public List<Comment> comments() {
        return comments;
    }

    /// Who is to see to it.
    public List<Account> assignees() {
        return assignees;
    }

    /// When it was opened.
    public Instant createdAt() {
        return createdAt;
    }

    /// When it last changed.
    public Instant updatedAt() {
        return updatedAt;
    }

    /// When it was closed, absent while it is open.
    public @Nullable Instant closedAt() {
        return closedAt;
    }

    /// Whether it is open.
    public boolean isOpen() {
        return closedAt == null;
    }

    void say(String newTitle, String newBody) {
        title = newTitle;
        body = newBody;
    }

    void touch(Instant at) {
        updatedAt = at;
    }

    void close(@Nullable Instant at) {
        closedAt = at;
    }
}
