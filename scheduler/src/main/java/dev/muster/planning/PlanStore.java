package dev.muster.planning;

import dev.muster.config.model.CiConfig;
import dev.muster.core.ci.CommitSha;
import dev.muster.core.ci.Line;
import dev.muster.inbox.Claim;
import dev.muster.plan.TaskHistory;

import java.util.List;
import java.util.Optional;

/// Where plans and their tasks are kept.
public interface PlanStore {

    /// The landed commit that a message is about.
    Optional<LandedCommit> commit(Claim claim);

    /// What a commit of a pull request or merge queue proposes; nothing for one that landed.
    Optional<Proposed> proposed(LandedCommit commit);

    /// What the planner may know of the past of the commit's branch.
    TaskHistory history(LandedCommit commit);

    /// The default branch's newest configurations; empty when none was read yet.
    List<CiConfig> defaultBranchConfigs(TrackedRepository repository);

    /// Stores what came of planning a commit and puts the message away, in one transaction: the
    /// plan with its decisions, the tasks, their places in the dispatch queue, the summaries. A
    /// commit that has a plan already keeps it.
    void store(Claim claim, LandedCommit commit, PlanningOutcome outcome);

    /// A commit of a line.
    ///
    /// @param repository its repository
    /// @param branch the line's text, see [Line]; a branch's is its name
    /// @param position its number on the branch
    /// @param sha its name
    /// @param waits whether its tasks wait to be asked for
    record LandedCommit(
            TrackedRepository repository,
            String branch,
            long position,
            CommitSha sha,
            boolean waits) {

        /// The branch whose rules apply: its own, or the base of what is proposed.
        public String base() {
            return Line.of(branch).base();
        }
    }
}
