package dev.muster.adapter.github;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// What came of a call to GitHub.
sealed interface Answer {

    /// It was answered as asked.
    ///
    /// @param status from 200 to 299
    /// @param body the document; a missing node where there is none or it is no JSON
    /// @param raw the bytes of the body
    /// @param next path of the list's next page; null: there is none
    record Done(int status, JsonNode body, byte[] raw, @Nullable String next) implements Answer {

        /// Whether the list goes on.
        boolean more() {
            return next != null;
        }
    }

    /// It was refused, and would be again.
    ///
    /// @param status from 400 to 499
    /// @param why what GitHub said, for the operator
    record Refused(int status, String why) implements Answer {

        /// Whether the thing does not exist, or not for us.
        boolean missing() {
            return status == 404 || status == 410;
        }
    }

    /// Nothing happened, and it may be tried again.
    ///
    /// @param at not before
    /// @param why for the operator
    record Later(Instant at, String why) implements Answer {}

    /// Something that writes got no answer, so GitHub may have acted or not. Look before repeating.
    ///
    /// @param why for the operator
    record Unknown(String why) implements Answer {}
}
