package dev.muster.adapter.jdbc.planning;

import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.adapter.jdbc.ground.Json;
import dev.muster.adapter.jdbc.ground.Texts;
import dev.muster.adapter.jdbc.ground.Transactions;
import dev.muster.core.ci.RepoSlug;
import dev.muster.intake.Installations;
import dev.muster.planning.TrackedRepository;

import org.jdbi.v3.core.Handle;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Where the App is installed. A repository is known by GitHub's number, so that it keeps its
/// history under a new name.
public final class JdbcInstallations implements Installations {

    private static final String ACTIVE =
            """
            select r.* from repository r join installation i on i.id = r.installation_id
            where r.github_state = 'active' and i.state = 'active'
            """;

    private final Transactions transactions;
    private final Clock clock;

    public JdbcInstallations(Database database, Clock clock) {
        this.transactions = new Transactions(database.jdbi());
        this.clock = clock;
    }

    @Override
    public Optional<TrackedRepository> active(long githubId) {
        return transactions.reading(
                handle ->
                        handle.createQuery(ACTIVE + " and r.github_id = :id")
                                .bind("id", githubId)
                                .map((row, _) -> JdbcRepositories.read(row))
                                .findOne());
    }

    @Override
    public List<TrackedRepository> active() {
        return transactions.reading(
                handle ->
                        handle.createQuery(ACTIVE + " order by r.id")
                                .map((row, _) -> JdbcRepositories.read(row))
                                .list());
    }

    @Override
    public Optional<Numbers> numbers(RepoSlug slug) {
        return transactions.reading(
                handle ->
                        handle.createQuery(ACTIVE + " and r.owner = :owner and r.name = :name")
                                .bind("owner", slug.owner())
                                .bind("name", slug.name())
                                .map(
                                        (row, _) ->
                                                new Numbers(
                                                        row.getLong("installation_id"),
                                                        row.getLong("github_id")))
                                .findOne());
    }

    @Override
    public void installed(long installation, long githubId, RepoSlug slug, String defaultBranch) {
        transactions.run(
                handle -> {
                    makeRoom(handle, githubId, slug);
                    var known =
                            handle.createUpdate(
                                            """
                                            update repository set owner = :owner, name = :name,
                                                default_branch = :branch,
                                                installation_id = :installation,
                                                github_state = 'active', kind = 'github'
                                            where github_id = :id
                                            """)
                                    .bind("owner", slug.owner())
                                    .bind("name", slug.name())
                                    .bind("branch", defaultBranch)
                                    .bind("installation", installation)
                                    .bind("id", githubId)
                                    .execute();
                    if (known == 0) {
                        insert(handle, installation, githubId, slug, defaultBranch);
                    }
                });
    }

    private void insert(
            Handle handle, long installation, long githubId, RepoSlug slug, String branch) {
        handle.createUpdate(
                        """
                        insert into repository (owner, name, kind, default_branch, added_at,
                            github_id, installation_id, github_state)
                        values (:owner, :name, 'github', :branch, :now, :id, :installation,
                            'active')
                        on conflict do nothing
                        """)
                .bind("owner", slug.owner())
                .bind("name", slug.name())
                .bind("branch", branch)
                .bind("now", clock.instant())
                .bind("id", githubId)
                .bind("installation", installation)
                .execute();
    }

    /// Another repository had the name before: it keeps its history under its number.
    private static void makeRoom(Handle handle, long githubId, RepoSlug slug) {
        handle.createUpdate(
                        """
                        update repository set name = name || '~' || id
                        where owner = :owner and name = :name and kind = 'github'
                            and github_id <> :id
                        """)
                .bind("owner", slug.owner())
                .bind("name", slug.name())
                .bind("id", githubId)
                .execute();
    }

    @Override
    public void removed(long githubId) {
        transactions.run(
                handle ->
                        handle.createUpdate(
                                        """
                                        update repository set github_state = 'removed'
                                        where github_id = :id
                                        """)
                                .bind("id", githubId)
                                .execute());
    }

    @Override
    public void installation(long installation, String account, State state, List<String> missing) {
        transactions.run(
                handle -> store(handle, installation, account, state, missing, clock.instant()));
    }

    private static void store(
            Handle handle,
            long installation,
            String account,
            State state,
            List<String> missing,
            Instant now) {
        var statement =
                """
                update installation set account = :account, state = :state, missing = :missing,
                    seen_at = :now
                where id = :id
                """;
        var insert =
                """
                insert into installation (id, account, state, missing, seen_at)
                values (:id, :account, :state, :missing, :now) on conflict do nothing
                """;
        for (var sql : List.of(insert, statement)) {
            handle.createUpdate(sql)
                    .bind("id", installation)
                    .bind("account", Texts.fit(account, 100))
                    .bind("state", state.name().toLowerCase(Locale.ROOT))
                    .bind("missing", Json.texts(missing))
                    .bind("now", now)
                    .execute();
        }
    }
}
