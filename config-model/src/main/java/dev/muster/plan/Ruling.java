package dev.muster.plan;

/// What one rule says of one target.
sealed interface Ruling {

    /// The next rule is to be asked.
    ///
    /// @param detail what the rule looked at; may be empty
    record Passed(String detail) implements Ruling {}

    /// The matter is decided.
    sealed interface Decided extends Ruling {

        Decision on(Candidate candidate);
    }

    /// @param reason why
    /// @param detail particulars
    record Run(Reason reason, String detail) implements Decided {
        @Override
        public Decision on(Candidate candidate) {
            return new Decision.Run(candidate.target(), candidate.config().path(), reason, detail);
        }
    }

    /// @param reason why
    /// @param detail particulars
    record Skip(Reason reason, String detail) implements Decided {
        @Override
        public Decision on(Candidate candidate) {
            return new Decision.Skip(candidate.target(), candidate.config().path(), reason, detail);
        }
    }

    /// @param reason why
    /// @param detail particulars
    record Defer(Reason reason, String detail) implements Decided {
        @Override
        public Decision on(Candidate candidate) {
            return new Decision.Defer(
                    candidate.target(), candidate.config().path(), reason, detail);
        }
    }

    /// @param detail particulars
    record External(String detail) implements Decided {
        @Override
        public Decision on(Candidate candidate) {
            return new Decision.External(
                    candidate.target(),
                    candidate.config().path(),
                    Reason.EXTERNAL_SCHEDULER,
                    detail);
        }
    }

    /// A rule that had nothing to object.
    Ruling PASSED = new Passed("");
}
