package dev.muster.actions;

import dev.muster.core.ci.CommitSha;
import dev.muster.core.ci.RepoSlug;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/// Workflow runs on GitHub.
public interface Workflows {

    /// Asks for a run of the generated workflow. May start a second one when repeated.
    Sent dispatch(ActionsStore.Dispatch dispatch);

    /// Looks for a run by our name in its title.
    ///
    /// @param since not before
    Sent find(RepoSlug repo, String dispatch, Instant since);

    /// A run as it stands now.
    ///
    /// @param jobs whether to read its jobs too
    Seen look(RepoSlug repo, long runId, Jobs jobs);

    /// The newest run that GitHub started by itself for proposals with this head.
    ///
    /// @param jobs whether to read its jobs too
    Seen lookAt(RepoSlug repo, CommitSha head, Jobs jobs);

    /// Asks GitHub to run jobs of a run once more. May be repeated: GitHub refuses as long as the
    /// run goes on.
    ///
    /// @param job the only one; null: all that did not pass
    Sent repeat(RepoSlug repo, long runId, @Nullable Long job);

    /// Asks GitHub to stop a run.
    ///
    /// @param force whether also steps that want to go on are stopped
    Sent cancel(RepoSlug repo, long runId, boolean force);

    /// Whether the jobs of a run are read, which takes a call for each hundred of them.
    enum Jobs {
        /// no
        LEFT_OUT,
        /// only where the run is over
        WHEN_OVER,
        /// yes
        READ
    }

    /// What came of it.
    sealed interface Sent {

        /// @param runId GitHub's number of the run
        record Done(long runId) implements Sent {}

        /// It is not there.
        record Absent() implements Sent {}

        /// Nothing was done.
        ///
        /// @param at when to try again
        /// @param why for the operator
        record Later(Instant at, String why) implements Sent {}

        /// It is not known whether anything was done.
        ///
        /// @param why for the operator
        record Unknown(String why) implements Sent {}

        /// GitHub will not do it.
        ///
        /// @param why for people
        record Refused(String why) implements Sent {}
    }

    /// The answer to [#look].
    sealed interface Seen {

        /// @param runId GitHub's number of the run
        /// @param startedAt when its newest execution started
        /// @param jobs of the newest execution of the run, where they were read
        /// @param runAttempt which execution of the run that is, from 1
        /// @param conclusion how the run ended; empty while it goes on
        /// @param at when it changed last
        record Found(
                long runId,
                Instant startedAt,
                List<JobSeen> jobs,
                int runAttempt,
                String conclusion,
                Instant at)
                implements Seen {
            public Found {
                jobs = List.copyOf(jobs);
            }
        }

        /// There is no such run any more.
        record Missing() implements Seen {}

        /// @param why for the operator
        record Unreachable(String why) implements Seen {}
    }
}
