package dev.muster.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.testkit.SettableClock;

import org.junit.jupiter.api.Test;

class TokenUsesTest {

    private final SettableClock clock = new SettableClock();
    private final TokenUses uses = new TokenUses(clock);

    @Test
    void a_token_says_one_thing_as_often_as_it_likes() {
        assertThat(accepts("t1", "started")).isTrue();
        assertThat(accepts("t1", "started")).isTrue();
        assertThat(accepts("t1", "succeeded")).isFalse();
        assertThat(accepts("t2", "succeeded")).isTrue();
    }

    private boolean accepts(String token, String said) {
        return uses.accepts(token, clock.instant(), said);
    }
}
