package dev.muster.stability;

import dev.muster.core.ci.CommitSha;
import dev.muster.core.ci.RepoSlug;
import dev.muster.core.culprit.CulpritSearch;
import dev.muster.core.culprit.Finding;
import dev.muster.core.culprit.Noise;
import dev.muster.core.culprit.Sighting;
import dev.muster.core.culprit.SuspectRange;

import java.util.List;
import java.util.Set;

/// Where searches for culprits are kept. A target has one search on a branch at a time.
public interface CulpritDesk {

    /// The searches that go on, and those that a broken target makes necessary.
    List<Case> cases();

    /// Notes how a search stands.
    ///
    /// @return whether that is news
    boolean note(Case it, CulpritSearch search, Finding finding);

    /// Asks for a run of the target on a commit of the range.
    ///
    /// @return whether it will run because of this
    boolean probe(Case it, CommitSha commit);

    /// Ends a search: the target passes again, or is to be left alone.
    ///
    /// @return whether it was open
    boolean end(Case it);

    /// A search with all that is known.
    ///
    /// @param subject what broke
    /// @param range the commits in question
    /// @param noise how far a run can be trusted
    /// @param sightings the runs that are known, in the order of commits
    /// @param runnable places whose commits can be run
    /// @param running whether a run on a commit of the range is under way
    /// @param wanted whether the newest verdict is still a failure, and the target not left alone
    record Case(
            Subject subject,
            SuspectRange range,
            Noise noise,
            List<Sighting> sightings,
            Set<Integer> runnable,
            boolean running,
            boolean wanted) {
        public Case {
            sightings = List.copyOf(sightings);
            runnable = Set.copyOf(runnable);
        }
    }

    /// What broke, and between which commits.
    ///
    /// @param repo the repository
    /// @param branch the branch
    /// @param target the target
    /// @param good position of the newest commit that passed before it
    /// @param bad position of the first commit that was seen to fail
    record Subject(RepoSlug repo, String branch, String target, long good, long bad) {}
}
