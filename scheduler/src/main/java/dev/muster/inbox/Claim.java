package dev.muster.inbox;

import java.time.Instant;

/// A message in hand: the proof that no other instance has it.
///
/// @param id the message's number
/// @param message the message
/// @param owner who claimed it
/// @param until until when the claim holds
/// @param tries how often it was claimed, this time included
public record Claim(long id, Message message, String owner, Instant until, int tries) {}
