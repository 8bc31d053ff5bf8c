package dev.muster.core.failure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.core.failure.Blamed.Failure;
import dev.muster.core.failure.Blamed.Newest;
import dev.muster.core.failure.Blamed.OnBase;
import dev.muster.core.failure.Blamed.Seen;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BlamedTest {

    private static final Signature PIER = new Signature("error: no such pier");
    private static final Signature SHIP = new Signature("error: no such ship");
    private static final Failure FAILED = new Failure(false, PIER);

    private static String of(Failure failure, OnBase on, Seen seen) {
        var blamed = Blamed.of(failure, on, seen, "main");
        return blamed.blame().label() + ": " + blamed.why();
    }

    private static OnBase on(Newest newest, @Nullable Signature signature) {
        return new OnBase(newest, signature, false, null);
    }

    @Test
    void a_cause_outside_the_code_comes_first() {
        assertThat(of(new Failure(true, null), on(Newest.RED, null), Seen.NOWHERE))
                .isEqualTo("infra: it ended for a cause outside the code");
        assertThat(of(FAILED, new OnBase(Newest.GREEN, null, true, "linux"), Seen.NOWHERE))
                .isEqualTo("infra: an incident of 'linux' lasts on main");
    }

    @Test
    void a_red_base_is_to_blame_unless_it_fails_in_another_way() {
        assertThat(of(FAILED, on(Newest.RED, PIER), Seen.NOWHERE))
                .isEqualTo("also on base: it fails in the same way on main");
        assertThat(of(new Failure(false, null), on(Newest.RED, SHIP), Seen.NOWHERE))
                .isEqualTo("also on base: the target is red on main too");
        assertThat(of(FAILED, on(Newest.RED, SHIP), Seen.NOWHERE))
                .isEqualTo("new: the target is red on main too, but fails there in another way");
    }

    @Test
    void chance_is_known_by_the_target_or_by_the_signature() {
        assertThat(of(FAILED, new OnBase(Newest.GREEN, null, true, null), Seen.NOWHERE))
                .isEqualTo("known flake: the target is known to be flaky on main");
        assertThat(of(FAILED, on(Newest.GREEN, null), new Seen("abc1234", null, 0)))
                .isEqualTo("known flake: the same failure came and went on main at abc1234");
        assertThat(of(FAILED, on(Newest.GREEN, null), new Seen(null, null, 2)))
                .isEqualTo(
                        "known flake: the same failure came up in 2 other proposals within a week");
    }

    @Test
    void another_red_target_with_the_same_signature_is_the_bases() {
        assertThat(of(FAILED, on(Newest.GREEN, null), new Seen(null, "Linux docs", 0)))
                .isEqualTo("also on base: 'Linux docs' fails in the same way on main");
    }

    @Test
    void what_nothing_else_explains_is_new_where_the_base_has_a_result() {
        assertThat(of(FAILED, on(Newest.GREEN, null), new Seen(null, null, 1)))
                .isEqualTo("new: the target passes on main");
        assertThat(of(FAILED, on(Newest.NONE, null), Seen.NOWHERE))
                .isEqualTo("no result on base: the target never finished on main");
    }
}
