package dev.muster.api;

import java.util.Optional;
import java.util.function.Supplier;

/// The answers to requests that named themselves, so that a request sent twice acts once, also
/// where several services share a database and one of them dies.
public interface Repeats {

    /// Acts unless there is an answer under the name already. What the stores do meanwhile and the
    /// answer last together or not at all; who asks under the same name at the same time waits.
    ///
    /// @param name of the request, at most 200 characters
    /// @param act may be called again where the database asks for it. Its answer is kept unless it
    ///   is a refusal, of 400 and above
    /// @return what was answered before; nothing if it acted now
    Optional<Kept> unlessAnswered(String name, Supplier<Kept> act);

    /// @param request a digest of what was asked
    /// @param status of the answer
    /// @param body of the answer
    record Kept(String request, int status, String body) {}
}
