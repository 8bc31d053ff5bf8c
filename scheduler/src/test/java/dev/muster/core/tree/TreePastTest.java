package dev.muster.core.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.core.tree.TreePast.Change;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

final class TreePastTest {

    /// A Sunday.
    private static final Instant SUNDAY = Instant.parse("2026-03-01T00:00:00Z");

    @Test
    void a_tree_without_changes_was_open_all_the_time() {
        var past = TreePast.of(List.of(), SUNDAY, SUNDAY.plus(Duration.ofHours(5)));

        assertThat(past.stretches())
                .extracting(TreePast.Stretch::word)
                .containsExactly(TreeWord.OPEN);
        assertThat(past.causes()).isEmpty();
    }

    @Test
    void what_is_said_of_the_same_cause_makes_no_other_stretch() {
        var red = new Change(TreeWord.CLOSED, SUNDAY.plus(Duration.ofHours(1)), List.of("a"));
        var named = new Change(TreeWord.CLOSED, SUNDAY.plus(Duration.ofHours(2)), List.of("a"));
        var more = new Change(TreeWord.CLOSED, SUNDAY.plus(Duration.ofHours(3)), List.of("a", "b"));

        var past = TreePast.of(List.of(red, named, more), SUNDAY, SUNDAY.plus(Duration.ofHours(4)));

        assertThat(past.stretches())
                .extracting(it -> it.length().toHours())
                .containsExactly(1L, 2L, 1L);
    }

    @Test
    void time_over_midnight_on_sunday_counts_for_both_weeks() {
        var closed = new Change(TreeWord.CLOSED, SUNDAY.plus(Duration.ofHours(22)), List.of("a"));

        var past = TreePast.of(List.of(closed), SUNDAY, SUNDAY.plus(Duration.ofHours(25)));

        assertThat(past.weeks())
                .containsEntry(
                        LocalDate.parse("2026-02-23"),
                        Map.of(
                                TreeWord.OPEN, Duration.ofHours(22),
                                TreeWord.CLOSED, Duration.ofHours(2)))
                .containsEntry(
                        LocalDate.parse("2026-03-02"),
                        Map.of(TreeWord.CLOSED, Duration.ofHours(1)));
        assertThat(past.causes()).containsEntry("a", Duration.ofHours(3));
    }

    @Test
    void what_began_before_counts_from_the_time_that_is_asked_about() {
        var changes =
                List.of(
                        new Change(TreeWord.CLOSED, SUNDAY.minusSeconds(900), List.of("a", "b")),
                        new Change(TreeWord.OPEN, SUNDAY.plusSeconds(60), List.of()));

        var past = TreePast.of(changes, SUNDAY, SUNDAY.plusSeconds(100));

        assertThat(past.causes())
                .containsEntry("a", Duration.ofSeconds(60))
                .containsEntry("b", Duration.ofSeconds(60));
    }
}
