package dev.muster.core.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.core.incident.Incident.Scope;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

final class IncidentsTest {

    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

    @Test
    void five_steady_targets_that_fail_together_on_a_platform_are_an_incident() {
        var ends = ends("mac", 5, 0, 0.01);

        assertThat(Incidents.in(ends, NOW))
                .singleElement()
                .satisfies(
                        it -> {
                            assertThat(it.scope()).isEqualTo(Scope.PLATFORM);
                            assertThat(it.name()).isEqualTo("mac");
                            assertThat(it.failed()).hasSize(5);
                            assertThat(it.chance()).isLessThan(1e-9);
                        });
    }

    @Test
    void four_are_none_and_neither_are_targets_that_fail_half_the_time() {
        assertThat(Incidents.in(ends("mac", 4, 0, 0.01), NOW)).isEmpty();
        assertThat(Incidents.in(ends("mac", 6, 6, 0.5), NOW)).isEmpty();
    }

    @Test
    void failures_that_lie_further_apart_than_the_window_are_none() {
        var ends = new ArrayList<>(ends("mac", 4, 0, 0.01));
        ends.add(new End("late", "mac", "c9", true, 0.01, NOW.minusSeconds(901)));

        assertThat(Incidents.in(ends, NOW)).isEmpty();
    }

    @Test
    void one_target_that_fails_five_times_is_none() {
        var ends = new ArrayList<End>();
        for (var i = 0; i < 5; i++) {
            ends.add(new End("same", "mac", "c" + i, true, 0.01, NOW.minusSeconds(i)));
        }

        assertThat(Incidents.in(ends, NOW)).isEmpty();
    }

    @Test
    void a_commit_of_which_nearly_all_runs_fail_is_one_and_a_third_is_not() {
        assertThat(ofCommit(9, 1)).extracting(Incident::scope).contains(Scope.COMMIT);
        assertThat(ofCommit(5, 10)).extracting(Incident::scope).doesNotContain(Scope.COMMIT);
    }

    @Test
    void four_fifths_of_the_targets_of_a_commit_are_enough_where_they_are_four() {
        assertThat(ofCommit(4, 1)).extracting(Incident::scope).containsExactly(Scope.COMMIT);
        assertThat(ofCommit(4, 0)).hasSize(1);
        assertThat(ofCommit(4, 2)).isEmpty();
        assertThat(ofCommit(3, 0)).isEmpty();
    }

    @Test
    void targets_that_flake_by_themselves_cause_an_incident_hardly_ever() {
        var random = new SplittableRandom(11);
        var incidents = 0;
        for (var round = 0; round < 20_000; round++) {
            var ends = new ArrayList<End>();
            for (var i = 0; i < 40; i++) {
                var red = random.nextDouble() < 0.03;
                ends.add(new End("t" + i, "linux", "c" + i, red, 0.03, NOW));
            }
            incidents += Incidents.in(ends, NOW).size();
        }

        assertThat(incidents).isLessThanOrEqualTo(6);
    }

    @Test
    void an_incident_is_over_with_the_first_pass_or_when_nothing_fails_any_more() {
        var ends = ends("mac", 5, 0, 0.01);
        assertThat(Incidents.over(Scope.PLATFORM, "mac", ends, NOW)).isFalse();
        assertThat(Incidents.over(Scope.PLATFORM, "mac", ends, NOW.plusSeconds(1000))).isTrue();

        var after = new ArrayList<>(ends);
        after.add(new End("t1", "mac", "c1", false, 0.01, NOW.plusSeconds(1)));

        assertThat(Incidents.over(Scope.PLATFORM, "mac", after, NOW.plusSeconds(2))).isTrue();
    }

    private static List<End> ends(String platform, int red, int green, double usual) {
        var ends = new ArrayList<End>();
        for (var i = 0; i < red + green; i++) {
            ends.add(new End("t" + i, platform, "c" + i, i < red, usual, NOW.minusSeconds(i)));
        }
        return ends;
    }

    private static List<Incident> ofCommit(int red, int green) {
        var ends = new ArrayList<End>();
        for (var i = 0; i < red + green; i++) {
            ends.add(new End("t" + i, "p" + i, "c", i < red, 0.02, NOW));
        }
        return Incidents.in(ends, NOW);
    }
}
