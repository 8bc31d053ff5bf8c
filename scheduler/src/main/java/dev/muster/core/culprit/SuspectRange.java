package dev.muster.core.culprit;

import dev.muster.core.ci.CommitSha;

import java.util.List;

/// The commits between the newest good one and the first that was seen to fail.
///
/// Places count from 0, the good commit, which is not suspected; place `i` is the suspect `i - 1`
/// of the list; the last place is the commit that failed.
///
/// @param lastGood the newest commit that passed
/// @param suspects the commits after it, oldest first, up to and with the one that failed
public record SuspectRange(CommitSha lastGood, List<Suspect> suspects) {

    public SuspectRange {
        suspects = List.copyOf(suspects);
        if (suspects.isEmpty()) {
            throw new IllegalArgumentException("a suspect range has at least one commit");
        }
    }

    /// The commit at a place, from 0 for the good one.
    public CommitSha commit(int place) {
        return place == 0 ? lastGood : suspects.get(place - 1).commit();
    }

    /// The last place: that of the commit that failed.
    public int last() {
        return suspects.size();
    }

    /// The place of a commit, or -1 where it is not in the range.
    public int placeOf(CommitSha commit) {
        for (var place = 0; place <= last(); place++) {
            if (commit(place).equals(commit)) {
                return place;
            }
        }
        return -1;
    }
}
