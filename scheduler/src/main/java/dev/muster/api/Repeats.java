package dev.muster.api;

import java.util.Optional;

/// The answers to requests that named themselves, so that a request sent twice acts once.
public interface Repeats {

    /// What was answered under a name.
    Optional<Kept> find(String key);

    /// Keeps an answer; the first one under a name stays.
    void keep(String key, Kept answer);

    /// @param request a digest of what was asked
    /// @param status of the answer
    /// @param body of the answer
    record Kept(String request, int status, String body) {}
}
