package dev.muster.core.culprit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/// A search among the commits of a range, by Bayes' rule over noisy runs.
///
/// The hypotheses are one for each commit, and one that no commit did it. Values: [#saw] gives the
/// search after a run. The order of runs does not matter.
public final class CulpritSearch {

    /// The probability from which on a commit is named.
    public static final double NAMED = 0.95;

    /// The probability from which on a revert is offered.
    public static final double CERTAIN = 0.99;

    /// Before the failure that starts a search is weighed: as likely nothing happened as something.
    private static final double NOTHING_HAPPENED = 0.5;

    /// Runs beyond `log2(n)` that a search may spend.
    private static final int PATIENCE = 16;

    private final SuspectRange range;
    private final Noise noise;
    private final List<Sighting> sightings;

    /// By place; at 0 stands that no commit did it.
    private final double[] probability;

    private CulpritSearch(
            SuspectRange range, Noise noise, List<Sighting> sightings, double[] probability) {
        this.range = range;
        this.noise = noise;
        this.sightings = List.copyOf(sightings);
        this.probability = probability;
    }

    /// A search over a range, of which the pass at its start and the failure at its end are known.
    public static CulpritSearch over(SuspectRange range, Noise noise) {
        return blank(range, noise)
                .saw(new Sighting(0, true))
                .saw(new Sighting(range.last(), false));
    }

    /// A search over a range with all runs that are known, the ends' among them.
    public static CulpritSearch of(SuspectRange range, Noise noise, List<Sighting> sightings) {
        var search = blank(range, noise);
        for (var sighting : sightings) {
            search = search.saw(sighting);
        }
        return search;
    }

    private static CulpritSearch blank(SuspectRange range, Noise noise) {
        var total = range.suspects().stream().mapToDouble(Suspect::weight).sum();
        var prior = new double[range.last() + 1];
        prior[0] = NOTHING_HAPPENED;
        for (var place = 1; place < prior.length; place++) {
            var weight = range.suspects().get(place - 1).weight();
            prior[place] = (1 - NOTHING_HAPPENED) * weight / total;
        }
        return new CulpritSearch(range, noise, List.of(), prior);
    }

    /// The search after one more run.
    public CulpritSearch saw(Sighting run) {
        if (run.place() < 0 || run.place() > range.last()) {
            throw new IllegalArgumentException("no such place in the range: " + run.place());
        }
        var next = probability.clone();
        var total = 0.0;
        for (var place = 0; place < next.length; place++) {
            var broken = place >= 1 && place <= run.place();
            next[place] *= noise.likelihood(run.passed(), broken);
            total += next[place];
        }
        for (var place = 0; place < next.length; place++) {
            next[place] /= total;
        }
        var all = new ArrayList<>(sightings);
        all.add(run);
        return new CulpritSearch(range, noise, all, next);
    }

    /// The commits in question.
    public SuspectRange range() {
        return range;
    }

    /// The runs that were weighed, in the order they came.
    public List<Sighting> sightings() {
        return sightings;
    }

    /// The probability that the commit at a place did it, from 1; at 0, that none did.
    public double probability(int place) {
        return probability[place];
    }

    /// What is known by now, where every commit of the range can be run.
    public Finding finding() {
        return finding(_ -> true);
    }

    /// What is known by now.
    ///
    /// @param runnable whether the commit at a place can be run at all
    public Finding finding(IntPredicate runnable) {
        var likeliest = likeliest();
        var most = probability[likeliest];
        if (likeliest == 0 && most >= NAMED) {
            return new Finding.NoCulprit(most);
        }
        if (likeliest > 0 && most >= NAMED) {
            var certain = most >= CERTAIN && sightings.contains(new Sighting(likeliest - 1, true));
            return new Finding.Named(range.commit(likeliest), likeliest, most, certain);
        }
        var next = nextProbe(runnable);
        var spent = sightings.size() - 2 >= PATIENCE + Math.log(range.last()) / Math.log(2);
        return next < 0 || spent
                ? new Finding.GivenUp(likeliest, most)
                : new Finding.Undecided(next);
    }

    private int likeliest() {
        var best = 0;
        for (var place = 1; place < probability.length; place++) {
            if (probability[place] > probability[best]) {
                best = place;
            }
        }
        return best;
    }

    /// The place whose run would tell most: where what is known by then is nearest to a half.
    private int nextProbe(IntPredicate runnable) {
        var best = -1;
        var distance = Double.POSITIVE_INFINITY;
        var below = 0.0;
        for (var place = 1; place < probability.length; place++) {
            below += probability[place];
            var off = Math.abs(below - 0.5);
            if (runnable.test(place) && off < distance) {
                best = place;
                distance = off;
            }
        }
        return best;
    }

    @Override
    public String toString() {
        return "CulpritSearch" + Arrays.toString(probability);
    }
}
