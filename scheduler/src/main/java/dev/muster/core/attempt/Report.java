package dev.muster.core.attempt;

import dev.muster.core.ci.Verdict;

import java.time.Instant;

/// What was said about an attempt.
public sealed interface Report {

    /// What people should know besides; may be empty.
    String note();

    /// @param at when the command started
    record Started(Instant at) implements Report {
        @Override
        public String note() {
            return "";
        }
    }

    /// @param verdict how it ended
    /// @param startedAt when the command started
    /// @param finishedAt when it ended
    /// @param exitCode of the command, or -1 where it has none
    /// @param note such as what stopped it
    /// @param said the end of its log where it failed, or what tells of it; may be empty
    record Finished(
            Verdict verdict,
            Instant startedAt,
            Instant finishedAt,
            int exitCode,
            String note,
            String said)
            implements Report {

        /// One whose log is not known.
        public Finished(
                Verdict verdict, Instant startedAt, Instant finishedAt, int exitCode, String note) {
            this(verdict, startedAt, finishedAt, exitCode, note, "");
        }
    }

    /// It started and nothing is left of it.
    ///
    /// @param note how that is known
    /// @param at when it was noticed
    record Lost(String note, Instant at) implements Report {}

    /// The runner will never execute it.
    ///
    /// @param note why
    /// @param at when the runner said so
    record Refused(String note, Instant at) implements Report {}

    /// Somebody asked to cancel it before the runner had seen it.
    ///
    /// @param note who and why
    /// @param at when
    record Stopped(String note, Instant at) implements Report {}
}
