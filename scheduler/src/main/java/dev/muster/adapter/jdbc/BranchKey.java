package dev.muster.adapter.jdbc;

import dev.muster.core.ci.RepoSlug;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

import java.util.Optional;

/// A branch as the tables name it.
///
/// @param repository row number
/// @param slug name of the repository
/// @param name name of the branch
record BranchKey(long repository, RepoSlug slug, String name) {

    static Optional<BranchKey> find(Handle handle, RepoSlug repo, String branch) {
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

    /// Fills in `:repository` and `:branch`.
    <S extends SqlStatement<S>> S bind(S statement) {
        return statement.bind("repository", repository).bind("branch", name);
    }

    /// The same of one statement among several.
    Writes.Write bind(Writes.Write write) {
        return write.bind("repository", repository).bind("branch", name);
    }
}
