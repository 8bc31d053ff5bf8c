package dev.muster.core.promotion;

/// What the bot does next.
public sealed interface Step {

    /// Make a proposal.
    ///
    /// @param subject about what
    record Make(Subject subject) implements Step {}

    /// Bring an open proposal up to date.
    ///
    /// @param id its name
    /// @param subject about what
    record Renew(String id, Subject subject) implements Step {}

    /// Close it: what it asked for was done.
    ///
    /// @param id its name
    record Conclude(String id) implements Step {}

    /// Close it: the evidence is gone.
    ///
    /// @param id its name
    record Withdraw(String id) implements Step {}
}
