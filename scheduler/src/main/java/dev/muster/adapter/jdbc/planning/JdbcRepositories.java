package dev.muster.adapter.jdbc.planning;

import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.adapter.jdbc.ground.Transactions;
import dev.muster.core.ci.RepoSlug;
import dev.muster.planning.Repositories;
import dev.muster.planning.RepositoryKind;
import dev.muster.planning.TrackedRepository;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// The watched repositories.
public final class JdbcRepositories implements Repositories {

    private final Transactions transactions;
    private final Clock clock;

    public JdbcRepositories(Database database, Clock clock) {
        this.transactions = new Transactions(database.jdbi());
        this.clock = clock;
    }

    @Override
    public TrackedRepository add(
            RepoSlug slug, RepositoryKind kind, @Nullable String location, String defaultBranch) {
        return transactions.in(
                handle -> {
                    handle.createUpdate(
                                    """
                                    insert into repository
                                        (owner, name, kind, location, default_branch, added_at)
                                    values (:owner, :name, :kind, :location, :branch, :now)
                                    on conflict do nothing
                                    """)
                            .bind("owner", slug.owner())
                            .bind("name", slug.name())
                            .bind("kind", kind.word())
                            .bind("location", location)
                            .bind("branch", defaultBranch)
                            .bind("now", clock.instant())
                            .execute();
                    handle.createUpdate(
                                    """
                                    update repository set kind = :kind, location = :location,
                                        default_branch = :branch
                                    where owner = :owner and name = :name
                                    """)
                            .bind("owner", slug.owner())
                            .bind("name", slug.name())
                            .bind("kind", kind.word())
                            .bind("location", location)
                            .bind("branch", defaultBranch)
                            .execute();
                    return find(handle, slug).orElseThrow();
                });
    }

    @Override
    public List<TrackedRepository> all() {
        return transactions.in(
                handle ->
                        handle.createQuery("select * from repository order by owner, name")
                                .map((row, _) -> read(row))
                                .list());
    }

    @Override
    public Optional<TrackedRepository> find(RepoSlug slug) {
        return transactions.in(handle -> find(handle, slug));
    }

    /// The repository of a row number.
    public static Optional<TrackedRepository> find(Handle handle, long id) {
        return handle.createQuery("select * from repository where id = :id")
                .bind("id", id)
                .map((row, _) -> read(row))
                .findOne();
    }

    public static Optional<TrackedRepository> find(Handle handle, RepoSlug slug) {
        return handle.createQuery("select * from repository where owner = :owner and name = :name")
                .bind("owner", slug.owner())
                .bind("name", slug.name())
                .map((row, _) -> read(row))
                .findOne();
    }

    static TrackedRepository read(ResultSet row) throws SQLException {
        return new TrackedRepository(
                row.getLong("id"),
                new RepoSlug(row.getString("owner"), row.getString("name")),
                RepositoryKind.of(row.getString("kind")),
                row.getString("location"),
                row.getString("default_branch"));
    }
}
