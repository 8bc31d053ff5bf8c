package dev.muster.core.promotion;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// A target as far as a proposal of one kind is concerned.
///
/// @param target its name
/// @param kind of the proposal
/// @param call what the evidence asks for now
/// @param evidence what a proposal would show; equal texts are not shown twice
/// @param open the proposal that is open; null where none is
/// @param declinedAt when a person last closed such a proposal; null where nobody did
public record Subject(
        String target,
        Kind kind,
        Call call,
        String evidence,
        @Nullable Open open,
        @Nullable Instant declinedAt) {

    /// What the evidence asks for.
    public enum Call {
        /// the evidence speaks for it
        WANTED,
        /// the evidence does not, or not any more
        UNFOUNDED,
        /// somebody did it already
        DONE
    }

    /// A proposal that is open.
    ///
    /// @param id its name
    /// @param evidence what it shows
    public record Open(String id, String evidence) {}
}
