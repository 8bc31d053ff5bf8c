package dev.muster.checks;

/// What the operator decided about check runs.
///
/// @param url where people reach this service, without a slash at the end
/// @param mode which targets get a check run of their own
public record CheckSettings(String url, Mode mode) {

    /// Which targets get a check run of their own.
    public enum Mode {
        /// every one while at most 40 run, else only failures
        AUTO,
        /// every one
        EACH,
        /// the failed ones, at most 20
        FAILURES,
        /// none
        NONE
    }
}
