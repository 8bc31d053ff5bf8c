package dev.muster.adapter.jdbc.access;

import dev.muster.access.Principal;
import dev.muster.access.Role;
import dev.muster.access.Scope;
import dev.muster.access.Secret;
import dev.muster.access.Tokens;
import dev.muster.adapter.jdbc.ground.Audit;
import dev.muster.adapter.jdbc.ground.Database;
import dev.muster.adapter.jdbc.ground.Json;
import dev.muster.adapter.jdbc.ground.Rows;
import dev.muster.adapter.jdbc.ground.Texts;
import dev.muster.adapter.jdbc.ground.Transactions;
import dev.muster.core.ci.RepoSlug;
import dev.muster.core.ci.Ulids;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/// The tokens, of which only hashes are kept.
public final class JdbcTokens implements Tokens {

    private static final Duration USED_STEP = Duration.ofMinutes(1);

    private final Transactions transactions;
    private final RandomGenerator random;
    private final Ulids ulids;
    private final Clock clock;

    /// @param random of cryptographic strength
    public JdbcTokens(Database database, Clock clock, RandomGenerator random) {
        this.transactions = new Transactions(database.jdbi());
        this.random = random;
        this.ulids = new Ulids(clock, random);
        this.clock = clock;
    }

    @Override
    public Made create(Wish wish, String who) {
        var secret = Secret.fresh(random);
        var known = new Known(ulids.next(), wish, clock.instant(), who, null, null);
        transactions.run(
                handle -> {
                    insert(handle, known, secret);
                    audit(handle, who, "token-create", known, known.createdAt());
                });
        return new Made(secret, known);
    }

    private static void insert(Handle handle, Known token, Secret secret) {
        var scope = token.wish().scope();
        handle.createUpdate(
                        """
                        insert into api_token (id, name, role, scheduler, repository, targets, hash,
                            created_at, created_by, expires_at)
                        values (:id, :name, :role, :scheduler, :repository, :targets, :hash, :now,
                            :who, :expires)
                        """)
                .bind("id", token.id())
                .bind("name", token.wish().name())
                .bind("role", token.wish().role().word())
                .bindByType("scheduler", scope == null ? null : scope.scheduler(), String.class)
                .bindByType("repository", repository(scope), String.class)
                .bind(
                        "targets",
                        Json.texts(scope == null ? List.of() : new TreeSet<>(scope.targets())))
                .bind("hash", secret.hash())
                .bind("now", token.createdAt())
                .bind("who", Texts.fit(token.createdBy(), 200))
                .bind("expires", token.wish().expiresAt())
                .execute();
    }

    private static @Nullable String repository(@Nullable Scope scope) {
        return scope == null || scope.repository() == null ? null : scope.repository().toString();
    }

    @Override
    public List<Known> all() {
        return transactions.in(
                handle ->
                        handle.createQuery("select * from api_token order by id desc")
                                .map((row, _) -> read(row))
                                .list());
    }

    @Override
    public boolean revoke(String id, String who) {
        var now = clock.instant();
        return transactions.in(
                handle -> {
                    var known =
                            handle.createQuery("select * from api_token where id = :id for update")
                                    .bind("id", id)
                                    .map((row, _) -> read(row))
                                    .findOne();
                    known.filter(it -> it.revokedAt() == null)
                            .ifPresent(it -> revoke(handle, it, who, now));
                    return known.isPresent();
                });
    }

    private static void revoke(Handle handle, Known token, String who, Instant now) {
        handle.createUpdate("update api_token set revoked_at = :now where id = :id")
                .bind("now", now)
                .bind("id", token.id())
                .execute();
        handle.createUpdate("delete from kept_post where token_id = :id")
                .bind("id", token.id())
                .execute();
        audit(handle, who, "token-revoke", token, now);
    }

    private static void audit(Handle handle, String who, String action, Known token, Instant now) {
        Audit.append(
                handle,
                now,
                who,
                action,
                "%s %s '%s'".formatted(token.id(), token.wish().role().word(), token.wish().name()),
                "");
    }

    @Override
    public Optional<Principal> owner(Secret secret) {
        var now = clock.instant();
        return transactions.in(
                handle -> {
                    var known =
                            handle.createQuery("select * from api_token where hash = :hash")
                                    .bind("hash", secret.hash())
                                    .map((row, _) -> read(row))
                                    .findOne()
                                    .filter(it -> holds(it, now));
                    known.filter(it -> unseen(it, now)).ifPresent(it -> seen(handle, it, now));
                    return known.map(JdbcTokens::principal);
                });
    }

    private static boolean holds(Known token, Instant now) {
        var expires = token.wish().expiresAt();
        return token.revokedAt() == null && (expires == null || now.isBefore(expires));
    }

    private static boolean unseen(Known token, Instant now) {
        return token.usedAt() == null || token.usedAt().plus(USED_STEP).isBefore(now);
    }

    private static void seen(Handle handle, Known token, Instant now) {
        handle.createUpdate("update api_token set used_at = :now where id = :id")
                .bind("now", now)
                .bind("id", token.id())
                .execute();
    }

    private static Principal principal(Known token) {
        return new Principal(
                token.id(),
                "token " + token.wish().name(),
                token.wish().role(),
                token.wish().scope());
    }

    private static Known read(ResultSet row) throws SQLException {
        var role = Role.of(row.getString("role")).orElseThrow();
        return new Known(
                row.getString("id"),
                new Wish(
                        row.getString("name"),
                        role,
                        role == Role.SCHEDULER ? scope(row) : null,
                        Rows.instant(row, "expires_at")),
                Rows.time(row, "created_at"),
                row.getString("created_by"),
                Rows.instant(row, "used_at"),
                Rows.instant(row, "revoked_at"));
    }

    private static Scope scope(ResultSet row) throws SQLException {
        var repository = row.getString("repository");
        var targets = new HashSet<String>();
        Json.read(row.getString("targets")).forEach(it -> targets.add(it.asText()));
        RepoSlug slug = repository == null ? null : KeptPost.slug(repository);
        return new Scope(row.getString("scheduler"), slug, targets);
    }
}
