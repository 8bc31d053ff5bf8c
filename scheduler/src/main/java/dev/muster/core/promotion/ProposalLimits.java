package dev.muster.core.promotion;

import java.time.Duration;

/// How much the bot may ask of people.
///
/// @param aDay proposals of a kind that it may make in a day
/// @param silence how long it does not repeat what a person declined
public record ProposalLimits(int aDay, Duration silence) {

    /// Five a day, and fifteen days of silence.
    public static final ProposalLimits DEFAULT = new ProposalLimits(5, Duration.ofDays(15));
}
