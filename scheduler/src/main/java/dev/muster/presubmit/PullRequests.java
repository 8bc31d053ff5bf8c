package dev.muster.presubmit;

import dev.muster.core.ci.CommitSha;
import dev.muster.planning.TrackedRepository;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/// The pull requests as far as they are known, and the tasks of their heads.
public interface PullRequests {

    /// What is known of a pull request.
    Optional<KnownPull> find(TrackedRepository repository, int number);

    /// The open pull requests whose newest head is a commit.
    List<KnownPull> ofHead(TrackedRepository repository, CommitSha head);

    /// The open pull requests.
    List<KnownPull> open(TrackedRepository repository);

    /// Applies what follows from a pull request's present state, in one transaction: the row, the
    /// tasks that stop, the head that is handed to planning. May be repeated; a state older than
    /// the known one changes nothing.
    ///
    /// @param before what was known of it before GitHub was asked; null: nothing
    /// @param trusted whether its author may run code without being asked for
    Seen see(
            TrackedRepository repository,
            @Nullable KnownPull before,
            PullRequest pull,
            boolean trusted);

    /// Lets a head run.
    ///
    /// @param head must be the present one
    Approval approve(TrackedRepository repository, int number, CommitSha head, String who);

    /// Tasks of a commit's newest line that ended red, or all that ended: asks for each again.
    ///
    /// @param target only this one, by its name or that of its check run; null: every one that
    ///   ended without passing
    /// @return how many were put in the queue
    int rerun(
            TrackedRepository repository,
            CommitSha head,
            @Nullable String target,
            String who,
            String reason);

    /// What came of a state.
    enum Seen {
        /// something follows
        MOVED,
        /// it says nothing new
        UNMOVED,
        /// somebody learnt of another state while GitHub was asked, of the same second; which is
        /// the newer one only GitHub can tell, and nothing was changed
        CROSSED
    }

    /// What came of an approval.
    enum Approval {
        /// its tasks are planned now
        ACCEPTED,
        /// the pull request has another head by now, or is not known
        OUTDATED,
        /// nothing waited for approval
        NOT_NEEDED
    }
}
