package dev.muster.inbox;

import org.jspecify.annotations.Nullable;

/// A message from outside, before it has a number.
///
/// @param source who sends such messages: `git`, `github`, `status`
/// @param delivery the sender's own name for it; a doubled message has the same
/// @param kind what it is about
/// @param repository the row number of its repository; null when it is about none
/// @param payload its content
public record Message(
        String source, String delivery, String kind, @Nullable Long repository, String payload) {}
