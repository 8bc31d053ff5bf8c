package dev.muster.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.access.Principal;
import dev.muster.access.Role;
import dev.muster.access.Scope;
import dev.muster.access.Secret;
import dev.muster.access.Tokens.Wish;
import dev.muster.testkit.World;

import org.junit.jupiter.api.Test;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Set;

/// The tokens, on a database.
abstract class TokensContract extends WorldContract {

    private static final Scope SCOPE =
            new Scope("partner_lab", World.REPO, Set.of("Linux lab", "b"));
    private static final Wish LAB = new Wish("the lab", Role.SCHEDULER, SCOPE, null);

    @Test
    void a_token_tells_whose_it_is() {
        var made = world.tokens.create(LAB, "ada");

        assertThat(world.tokens.owner(made.secret()))
                .hasValue(new Principal(made.token().id(), "token the lab", Role.SCHEDULER, SCOPE));
    }

    @Test
    void only_a_hash_is_kept() {
        var made = world.tokens.create(LAB, "ada");

        assertThat(world.list("select hash from api_token")).containsExactly(made.secret().hash());
        assertThat(world.list("select concat(id, name, targets, hash, created_by) from api_token"))
                .noneMatch(row -> row.contains(made.secret().text().substring(7)));
    }

    @Test
    void a_token_that_was_never_made_is_nobodys() {
        world.tokens.create(LAB, "ada");

        assertThat(world.tokens.owner(Secret.fresh(new SecureRandom()))).isEmpty();
    }

    @Test
    void a_revoked_token_is_nobodys_at_once() {
        var made = world.tokens.create(LAB, "ada");

        assertThat(world.tokens.revoke(made.token().id(), "bob")).isTrue();
        assertThat(world.tokens.owner(made.secret())).isEmpty();
        assertThat(world.tokens.all().getFirst().revokedAt()).isEqualTo(world.clock.instant());
    }

    @Test
    void a_token_is_nobodys_after_its_time() {
        var until = world.clock.instant().plus(Duration.ofDays(1));
        var made = world.tokens.create(new Wish("ci", Role.GARDENER, null, until), "ada");

        world.clock.pass(Duration.ofHours(23));
        assertThat(world.tokens.owner(made.secret())).isPresent();
        world.clock.pass(Duration.ofHours(1));
        assertThat(world.tokens.owner(made.secret())).isEmpty();
    }

    @Test
    void revoking_what_does_not_exist_says_so() {
        assertThat(world.tokens.revoke("nope", "bob")).isFalse();
    }

    @Test
    void the_list_tells_when_each_was_used_and_the_newest_first() {
        world.tokens.create(LAB, "ada");
        world.clock.pass(Duration.ofSeconds(1));
        var second = world.tokens.create(new Wish("ci", Role.VIEWER, null, null), "bob");
        world.tokens.owner(second.secret());

        assertThat(world.tokens.all())
                .extracting(
                        it -> it.wish().name() + " " + it.createdBy() + " " + (it.usedAt() != null))
                .containsExactly("ci bob true", "the lab ada false");
    }

    @Test
    void who_made_and_revoked_it_is_in_the_audit_log() {
        var id = world.tokens.create(LAB, "ada").token().id();
        world.tokens.revoke(id, "bob");
        world.tokens.revoke(id, "carol");

        assertThat(
                        world.list(
                                "select who || ' ' || action || ' ' || subject from audit_log order"
                                        + " by id"))
                .containsExactly(
                        "ada token-create %s scheduler 'the lab'".formatted(id),
                        "bob token-revoke %s scheduler 'the lab'".formatted(id));
    }
}
