package dev.muster.stability;

import dev.muster.core.ci.RepoSlug;
import dev.muster.core.promotion.Kind;
import dev.muster.core.promotion.Step;
import dev.muster.core.promotion.Subject;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Where proposals are kept. One target has at most one open proposal of a kind, however many
/// instances of the service there are.
public interface ProposalDesk {

    /// The default branches that are looked after.
    List<Place> places();

    /// The targets of a place that a kind of proposal could be about, each with what is known.
    Sheet read(Place place, Kind kind);

    /// Carries out a step.
    ///
    /// @param draft what a new or renewed proposal says; null for other steps
    /// @return whether it changed anything: another instance may have been first
    boolean carryOut(Place place, Step step, @Nullable Draft draft);

    /// The texts of the configuration files of a place's newest commit that declare a target.
    List<ConfigText> configs(Place place, String target);

    /// Closes a proposal because a person does not want it.
    ///
    /// @return whether it was open
    boolean decline(RepoSlug repo, String id, String who, String reason);

    /// A repository and its default branch.
    ///
    /// @param repo the repository
    /// @param branch its default branch
    record Place(RepoSlug repo, String branch) {}

    /// @param subjects in the order of the configuration
    /// @param madeToday how many proposals of the kind were made within the last day
    record Sheet(List<Subject> subjects, int madeToday) {
        public Sheet {
            subjects = List.copyOf(subjects);
        }
    }

    /// @param path of the file
    /// @param text of the file
    record ConfigText(String path, String text) {}

    /// What a proposal says.
    ///
    /// @param path the file to be changed; empty where none is
    /// @param diff the change; empty where none is
    /// @param fault why there is no change; null where there is one, or none is needed
    record Draft(String path, String diff, @Nullable String fault) {}
}
