package dev.muster.adapter.jdbc.actions;

import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.adapter.jdbc.ground.Transactions;
import dev.muster.core.ci.RepoSlug;
import dev.muster.identity.TrustedRepositories;
import dev.muster.identity.TrustedRepository;

import java.util.Optional;
import java.util.Set;

/// The repositories whose jobs are listened to: those where the App is installed and at work.
public final class JdbcTrusted implements TrustedRepositories {

    private static final Set<String> WORKFLOWS =
            Set.of(".github/workflows/muster.yml", ".github/workflows/muster-pull.yml");

    private final Transactions transactions;

    public JdbcTrusted(Database database) {
        this.transactions = new Transactions(database.jdbi());
    }

    @Override
    public Optional<TrustedRepository> find(long repositoryId) {
        return transactions.in(
                handle ->
                        handle.createQuery(
                                        """
                                        select r.owner, r.name, r.default_branch from repository r
                                        join installation i on i.id = r.installation_id
                                        where r.github_id = :id and r.github_state = 'active'
                                            and i.state = 'active'
                                        """)
                                .bind("id", repositoryId)
                                .map(
                                        (row, _) ->
                                                new TrustedRepository(
                                                        repositoryId,
                                                        new RepoSlug(
                                                                row.getString("owner"),
                                                                row.getString("name")),
                                                        row.getString("default_branch"),
                                                        WORKFLOWS))
                                .findOne());
    }
}
