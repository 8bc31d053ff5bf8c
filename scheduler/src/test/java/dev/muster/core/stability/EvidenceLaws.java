package dev.muster.core.stability;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

class EvidenceLaws {

    /// Results come run by run, for any commit; what is kept equals what is made anew.
    @Property(tries = 200)
    void evidence_kept_as_results_arrive_is_evidence_made_anew(
            @ForAll @Size(max = 900) List<@IntRange(max = 1_400) Integer> runs) {
        var known = new TreeMap<Long, CommitRuns>();
        var kept = History.EMPTY;
        for (var run : runs) {
            var position = (long) (run / 2);
            var passed = run % 2 == 0;
            var now =
                    known.merge(
                            position,
                            new CommitRuns(position, passed ? 1 : 0, passed ? 0 : 1),
                            (one, other) ->
                                    new CommitRuns(
                                            position,
                                            one.passed() + other.passed(),
                                            one.failed() + other.failed()));
            kept = History.of(kept.with(now).text());
        }
        var anew = new History(new ArrayList<>(known.values()));

        assertThat(kept).isEqualTo(anew);
        assertThat(Evidence.of(kept)).isEqualTo(Evidence.of(anew));
    }

    @Property(tries = 100)
    void a_history_does_not_depend_on_the_order_of_results(
            @ForAll @Size(max = 500) List<@IntRange(max = 2_000) Integer> runs,
            @ForAll Random random) {
        var commits = new ArrayList<CommitRuns>();
        runs.stream()
                .distinct()
                .forEach(it -> commits.add(new CommitRuns(it, it % 5, it % 5 == 0 ? 1 : it % 3)));
        Collections.shuffle(commits, random);
        var shuffled = History.EMPTY;
        for (var commit : commits) {
            shuffled = shuffled.with(commit);
        }
        var ordered = new ArrayList<>(commits);
        ordered.sort(java.util.Comparator.comparingLong(CommitRuns::position));

        assertThat(shuffled).isEqualTo(new History(ordered));
    }
}
