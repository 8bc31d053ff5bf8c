package dev.muster.core.tree;

import dev.muster.core.ci.CommitSha;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// A target that may close the tree, and what is known of its newest verdict on the branch.
///
/// @param name the target
/// @param owner who answers for it; null when nobody is named
/// @param newest its newest verdict
public record BlockingTarget(String name, @Nullable String owner, Newest newest) {

    /// The newest finished verdict: passed, failed or timed out. Attempts that are running, were
    /// cancelled, or ended for a cause outside the code give none.
    public sealed interface Newest {

        /// It never had a verdict.
        record Unknown() implements Newest {}

        /// @param age landed commits since, 0 on the newest one
        record Passed(long age) implements Newest {}

        /// @param age landed commits since, 0 on the newest one
        /// @param firstBad the oldest commit of the present red streak
        /// @param lastGood the newest commit before it that passed; null when none is known
        /// @param since when the streak began
        record Red(long age, CommitSha firstBad, @Nullable CommitSha lastGood, Instant since)
                implements Newest {}
    }
}
