package dev.muster.core.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.core.ci.CommitSha;
import dev.muster.core.tree.BlockingTarget.Newest;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

class TreeStatusTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void a_tree_with_nothing_known_is_open_and_says_what_it_does_not_know() {
        var tree = tree(null, target("Linux a", new Newest.Unknown()));

        assertThat(tree).isEqualTo(new TreeStatus(TreeWord.OPEN, List.of(), List.of("Linux a")));
    }

    @Test
    void green_targets_leave_it_open() {
        var tree = tree(null, target("Linux a", new Newest.Passed(0)));

        assertThat(tree).isEqualTo(new TreeStatus(TreeWord.OPEN, List.of(), List.of()));
    }

    @Test
    void a_red_target_closes_it_and_is_named() {
        var tree = tree(null, target("Linux a", new Newest.Passed(0)), target("Linux b", red(3)));

        assertThat(tree.word()).isEqualTo(TreeWord.CLOSED);
        assertThat(tree.causes())
                .containsExactly(new TreeCause.RedTarget("Linux b", "@ada", red(3)));
    }

    @Test
    void the_fiftieth_commit_still_counts_and_the_next_does_not() {
        assertThat(tree(null, target("Linux a", red(49))).word()).isEqualTo(TreeWord.CLOSED);
        assertThat(tree(null, target("Linux a", red(50))).word()).isEqualTo(TreeWord.OPEN);
    }

    @Test
    void the_gardener_overrules_a_red_target_which_is_still_told() {
        var tree = tree(word(TreeWord.OPEN, null), target("Linux a", red(0)));

        assertThat(tree.word()).isEqualTo(TreeWord.OPEN);
        assertThat(tree.causes()).hasSize(2).first().isInstanceOf(TreeCause.Gardener.class);
    }

    @Test
    void the_gardener_closes_a_green_tree() {
        assertThat(tree(word(TreeWord.CLOSED, null)).word()).isEqualTo(TreeWord.CLOSED);
        assertThat(tree(word(TreeWord.THROTTLED, null)).word()).isEqualTo(TreeWord.THROTTLED);
    }

    @Test
    void a_word_holds_until_just_before_its_expiry() {
        var later = NOW.plus(Duration.ofMillis(1));

        assertThat(tree(word(TreeWord.CLOSED, later)).word()).isEqualTo(TreeWord.CLOSED);
        assertThat(tree(word(TreeWord.CLOSED, NOW)))
                .isEqualTo(new TreeStatus(TreeWord.OPEN, List.of(), List.of()));
    }

    private static TreeStatus tree(@Nullable GardenerWord word, BlockingTarget... targets) {
        return TreeStatus.of(List.of(targets), word, NOW);
    }

    private static BlockingTarget target(String name, Newest newest) {
        return new BlockingTarget(name, "@ada", newest);
    }

    private static Newest.Red red(long age) {
        return new Newest.Red(age, new CommitSha("b".repeat(40)), null, NOW);
    }

    private static GardenerWord word(TreeWord word, @Nullable Instant expiresAt) {
        return new GardenerWord(word, "because", "grace", NOW, expiresAt);
    }
}
