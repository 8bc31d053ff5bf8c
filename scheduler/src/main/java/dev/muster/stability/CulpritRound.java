package dev.muster.stability;

import dev.muster.core.culprit.CulpritSearch;
import dev.muster.core.culprit.Finding;
import dev.muster.stability.CulpritDesk.Case;

/// Weighs what is known of broken targets, and asks for the run that would tell most.
///
/// One run of a search is under way at a time: its result decides which is worth most next. The run
/// is asked for as a person would ask; where backfill chose the same one already, nothing happens.
public final class CulpritRound {

    private final CulpritDesk desk;

    public CulpritRound(CulpritDesk desk) {
        this.desk = desk;
    }

    /// One round.
    ///
    /// @return how many searches came further
    public int round() {
        var further = 0;
        for (var it : desk.cases()) {
            further += look(it) ? 1 : 0;
        }
        return further;
    }

    private boolean look(Case it) {
        if (!it.wanted()) {
            return desk.end(it);
        }
        var search = CulpritSearch.of(it.range(), it.noise(), it.sightings());
        var finding = search.finding(it.runnable()::contains);
        var asked =
                finding instanceof Finding.Undecided(var next)
                        && !it.running()
                        && desk.probe(it, it.range().commit(next));
        return desk.note(it, search, finding) || asked;
    }
}
