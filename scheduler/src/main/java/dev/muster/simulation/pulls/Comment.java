package dev.muster.simulation.pulls;

import dev.muster.simulation.ground.Account;

import java.time.Instant;

/// A comment on an issue or a pull request.
///
/// @param id its number
/// @param issue what it is on
/// @param author who wrote it
/// @param body the text
/// @param at when
public record Comment(long id, Issue issue, Account author, String body, Instant at) {

    Comment saying(String text) {
        return new Comment(id, issue, author, text, at);
    }
}
