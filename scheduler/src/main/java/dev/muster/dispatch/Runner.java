package dev.muster.dispatch;

import dev.muster.core.ci.AttemptKey;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// What executes attempts. Every method may be repeated.
public interface Runner {

    /// The place of runners that all instances see.
    String EVERYWHERE = "";

    /// The runner's name in attempts and on screen.
    String name();

    /// What can be seen from here. Instances whose runners name the same place see the same
    /// attempts; an attempt that was handed to a runner of another place is out of sight.
    default String place() {
        return EVERYWHERE;
    }

    /// The attempts that may be executing here and now, whoever holds them; none for a runner that
    /// all instances see.
    default Set<AttemptKey> executing() {
        return Set.of();
    }

    /// Takes an attempt. The same key submitted again, also after a crash, is accepted and does not
    /// execute twice.
    Submission submit(Assignment assignment);

    /// Takes attempts of one commit, which a runner may do at once.
    ///
    /// @return how each was taken, in their order
    default List<Submission> submit(List<Assignment> assignments) {
        return assignments.stream().map(this::submit).toList();
    }

    /// What became of an attempt that was submitted, also by an earlier process of this service.
    Observation observe(AttemptKey attempt);

    /// The same for many attempts, which a runner may look up at once.
    default Function<AttemptKey, Observation> observing(Collection<AttemptKey> attempts) {
        return this::observe;
    }

    /// Asks the runner to stop an attempt and all it started. What comes of it is told by
    /// [#observe].
    void cancel(AttemptKey attempt, String why);

    /// How the runner took a submission.
    sealed interface Submission {
        /// @param build the runner's own name for the execution
        record Accepted(String build) implements Submission {}

        /// @param retryAfter when to try again
        record Busy(Duration retryAfter) implements Submission {}

        /// @param why for people; the attempt will never run
        record Refused(String why) implements Submission {}
    }

    /// What a runner knows of an attempt.
    sealed interface Observation {
        /// Accepted and not started.
        record Pending() implements Observation {}

        /// @param startedAt when the command started
        /// @param seenAt when that was last seen; what happened since is not known
        record Running(Instant startedAt, Instant seenAt) implements Observation {

            /// One that runs at this very moment.
            public Running(Instant startedAt) {
                this(startedAt, Instant.MAX);
            }
        }

        /// @param ending how it ended
        /// @param startedAt when the command started
        /// @param finishedAt when it ended
        /// @param exitCode of the command, or -1 where it has none
        /// @param note for people, such as what stopped it; may be empty
        /// @param said the end of its log where it failed, or what tells of it; may be empty
        record Ended(
                Ending ending,
                Instant startedAt,
                Instant finishedAt,
                int exitCode,
                String note,
                String said)
                implements Observation {

            /// One whose log is not known.
            public Ended(
                    Ending ending,
                    Instant startedAt,
                    Instant finishedAt,
                    int exitCode,
                    String note) {
                this(ending, startedAt, finishedAt, exitCode, note, "");
            }
        }

        /// The runner has never seen the attempt: nothing of it was executed, and submitting it
        /// again under the same key is right. That is how a crash between claim and submission
        /// looks.
        record Unknown() implements Observation {}

        /// The attempt was accepted and may have started, but it died without a result; it must not
        /// be executed again under this key.
        ///
        /// @param why for people
        record Gone(String why) implements Observation {}
    }

    /// How an execution ended.
    enum Ending {
        /// exit code 0
        PASSED,
        /// any other exit code
        FAILED,
        /// stopped at its timeout
        TIMED_OUT,
        /// stopped on request
        CANCELLED,
        /// could not be executed for a cause outside the code under test, such as a full disk
        INFRA_FAILED
    }
}
