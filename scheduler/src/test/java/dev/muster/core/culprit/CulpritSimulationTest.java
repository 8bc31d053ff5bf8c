package dev.muster.core.culprit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;
import java.util.SplittableRandom;

/// Searches in made-up histories, whose culprit is known: how often the name is right, and what it
/// costs. The seed is fixed.
class CulpritSimulationTest {

    private static final int SEARCHES = 4_000;

    /// @param reports how many ended with a name
    /// @param right how many of these named the commit that did it
    /// @param medianProbes runs asked for, of those that ended with a name
    private record Tally(int reports, int right, int medianProbes) {}

    @ParameterizedTest
    @CsvSource({
        "2, 0.05",
        "4, 0.05",
        "8, 0.05",
        "16, 0.05",
        "32, 0.05",
        "50, 0.05",
        "128, 0.05",
        "16, 0.01",
        "16, 0.001"
    })
    void the_name_is_right_and_does_not_cost_much(int commits, double flakeRate) {
        var tally = simulate(commits, flakeRate, 1.0);

        assertThat(tally.reports()).as("%s", tally).isGreaterThan(SEARCHES * 8 / 10);
        assertThat(tally.right())
                .as("%s", tally)
                .isGreaterThanOrEqualTo(tally.reports() * 95 / 100);
        assertThat((double) tally.medianProbes())
                .as("%s", tally)
                .isLessThanOrEqualTo(Math.log(commits) / Math.log(2) + 3);
    }

    @ParameterizedTest
    @CsvSource({"8, 0.05", "32, 0.05"})
    void the_name_is_right_where_broken_code_sometimes_passes(int commits, double flakeRate) {
        var tally = simulate(commits, flakeRate, 0.95);

        assertThat(tally.right())
                .as("%s", tally)
                .isGreaterThanOrEqualTo(tally.reports() * 95 / 100);
    }

    private static Tally simulate(int commits, double flakeRate, double failureRate) {
        var random = new SplittableRandom(20_260_301L + commits);
        var reports = 0;
        var right = 0;
        var probes = new int[SEARCHES];
        for (var number = 0; number < SEARCHES; number++) {
            // One in twenty has no culprit at all: what started it was a flake.
            var culprit = random.nextInt(20) == 0 ? commits + 1 : 1 + random.nextInt(commits);
            var search = CulpritSearch.over(CulpritSearchTest.range(commits), Noise.of(flakeRate));
            var spent = 0;
            while (search.finding() instanceof Finding.Undecided(var next)) {
                var fails = random.nextDouble() < (next >= culprit ? failureRate : flakeRate);
                search = search.saw(new Sighting(next, !fails));
                spent++;
            }
            if (search.finding() instanceof Finding.Named named) {
                probes[reports++] = spent;
                right += named.place() == culprit ? 1 : 0;
            }
        }
        Arrays.sort(probes, 0, reports);
        return new Tally(reports, right, probes[reports / 2]);
    }
}
