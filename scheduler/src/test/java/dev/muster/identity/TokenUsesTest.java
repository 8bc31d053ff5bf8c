package dev.muster.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.core.ci.RepoSlug;
import dev.muster.testkit.SettableClock;

import org.junit.jupiter.api.Test;

class TokenUsesTest {

    private final SettableClock clock = new SettableClock();
    private final TokenUses uses = new TokenUses(clock);

    @Test
    void a_token_says_one_thing_as_often_as_it_likes() {
        var token = token("t1");

        assertThat(uses.accepts(token, "started")).isTrue();
        assertThat(uses.accepts(token, "started")).isTrue();
        assertThat(uses.accepts(token, "succeeded")).isFalse();
        assertThat(uses.accepts(token("t2"), "succeeded")).isTrue();
    }

    private Verification.Verified token(String id) {
        var job = new ActionsJob(1, new RepoSlug("a", "b"), 2, 1, "w.yml", "r", "push", "s", null);
        return new Verification.Verified(job, id, clock.instant());
    }
}
