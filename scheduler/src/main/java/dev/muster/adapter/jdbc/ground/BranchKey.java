package dev.muster.adapter.jdbc.ground;

import dev.muster.core.ci.RepoSlug;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

import java.util.Optional;

/// A branch as the tables name it.
///
/// @param repository row number
/// @param slug name of the repository
/// @param name name of the branch
public record BranchKey(long repository, RepoSlug slug, String name) {

    public static Optional<BranchKey> find(Handle handle, RepoSlug repo, String branch) {
        return handle.createQuery(
                        """
                        select r.id from repository r
                        join branch b on b.repository_id = r.id
                        where r.owner = :owner and r.name = :name and b.name = :branch
                        """)
                .bind("owner", repo.owner())
                .bind("name", repo.name())
                .bind("branch", branch)
                .mapTo(Long.class)
                .findOne()
                .map(id -> new BranchKey(id, repo, branch));
    }

    /// The row number of a repository, where it is known.
    public static Optional<Long> repository(Handle handle, RepoSlug repo) {
        return handle.createQuery("select id from repository where owner = :owner and name = :name")
                .bind("owner", repo.owner())
                .bind("name", repo.name())
                .mapTo(Long.class)
                .findOne();
    }

    /// Locks the branch: its commits are numbered, and gardeners heard, by one instance at a time.
    ///
    /// @return the position of its newest commit
    public long lockNewest(Handle handle) {
        return bind(handle.createQuery(
                        """
                        select newest_position from branch
                        where repository_id = :repository and name = :branch for update
                        """))
                .mapTo(Long.class)
                .one();
    }

    /// Fills in `:repository` and `:branch`.
    public <S extends SqlStatement<S>> S bind(S statement) {
        return statement.bind("repository", repository).bind("branch", name);
    }

    /// The same of one statement among several.
    public Writes.Write bind(Writes.Write write) {
        return write.bind("repository", repository).bind("branch", name);
    }
}
