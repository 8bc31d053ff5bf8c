package dev.muster.core.stability;

import org.apache.commons.numbers.gamma.LogGamma;

import java.util.ArrayList;
import java.util.List;

/// Finds where a target began to behave differently.
///
/// Of all ways to cut the commits into stretches of one rate each, it takes the likeliest, where
/// each cut must outweigh how rare changes are. Cuts are looked for only where pass meets fail.
final class ChangePoints {

    /// How likely a change is at any one commit, before anything is seen.
    private static final double PRIOR = Math.log(1e-4);

    /// Most targets fail rarely or always.
    private static final double A = 0.3;

    private static final double B = 0.5;

    private static final double[] LOG_GAMMA_A = logGamma(A);
    private static final double[] LOG_GAMMA_B = logGamma(B);
    private static final double[] LOG_GAMMA_AB = logGamma(A + B);
    private static final double ALL = LOG_GAMMA_A[0] + LOG_GAMMA_B[0] - LOG_GAMMA_AB[0];

    /// How many of the first `i` commits were not clean.
    private final int[] unclean;

    private ChangePoints(List<CommitRuns> commits) {
        this.unclean = new int[commits.size() + 1];
        for (var i = 0; i < commits.size(); i++) {
            unclean[i + 1] = unclean[i] + (commits.get(i).clean() ? 0 : 1);
        }
    }

    private static double[] logGamma(double offset) {
        var table = new double[History.HORIZON + 1];
        for (var i = 0; i < table.length; i++) {
            table[i] = LogGamma.value(offset + i);
        }
        return table;
    }

    /// The places of the commits with which something new began, in order.
    static List<Integer> in(List<CommitRuns> commits) {
        return new ChangePoints(commits).likeliest(borders(commits));
    }

    /// The start, each place where pass meets fail, the end.
    private static List<Integer> borders(List<CommitRuns> commits) {
        var borders = new ArrayList<Integer>();
        borders.add(0);
        for (var at = 1; at < commits.size(); at++) {
            if (commits.get(at - 1).clean() != commits.get(at).clean()) {
                borders.add(at);
            }
        }
        borders.add(commits.size());
        return borders;
    }

    /// By dynamic programming: the best cut up to a border follows from those up to earlier ones.
    private List<Integer> likeliest(List<Integer> borders) {
        var best = new double[borders.size()];
        var before = new int[borders.size()];
        for (var to = 1; to < best.length; to++) {
            best[to] = likelihood(0, borders.get(to));
            for (var from = 1; from < to; from++) {
                var cut = best[from] + PRIOR + likelihood(borders.get(from), borders.get(to));
                if (cut > best[to]) {
                    best[to] = cut;
                    before[to] = from;
                }
            }
        }
        var found = new ArrayList<Integer>();
        for (var at = before[best.length - 1]; at > 0; at = before[at]) {
            found.addFirst(borders.get(at));
        }
        return found;
    }

    private double likelihood(int from, int to) {
        var bad = unclean[to] - unclean[from];
        return LOG_GAMMA_A[bad] + LOG_GAMMA_B[to - from - bad] - LOG_GAMMA_AB[to - from] - ALL;
    }
}
